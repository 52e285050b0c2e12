import { expect, test } from 'vitest';
import { action, anybody } from './form.ts';
import { bodyLimit } from './limits.ts';

/** What is said of a form that is larger than its route takes. */
async function said(route: string): Promise<string> {
	const url = new URL('http://localhost/');
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const body = new Uint8Array(bodyLimit(route) + 1);
	const request = new Request(url, { method: 'POST', headers, body });
	const run = action(anybody, () => 'taken');
	try {
		return await run({ request, route: { id: route as never }, params: {}, url });
	} catch (thrown) {
		expect(thrown).toMatchObject({ status: 413 });
		return (thrown as { body: { message: string } }).body.message;
	}
}

test('what is too large is told by what makes it so', async () => {
	for (const route of ['import', 'sheet']) {
		const words = await said(`/workspace/[organization=slug]/${route}`);
		expect(words).toContain('This page takes 16 MB at once');
		expect(words).toContain('nothing that you typed is lost');
		expect(words).toContain('Cut the file into parts');
	}
	expect(await said('/workspace/[organization=slug]/updates/[id]')).toContain(
		'fewer or smaller files'
	);
	expect(await said('/workspace/[organization=slug]/new-goal')).toContain('Shorten it');
});
