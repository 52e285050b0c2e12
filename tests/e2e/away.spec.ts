import { rm } from 'node:fs/promises';
import { openSupabase } from '../support/supabase-server.ts';
import { freePort, Server } from './support/app.ts';
import { newDirectory } from './support/directories.ts';
import { copyOf } from './support/templates.ts';
import { asForm, send, type Got, type Sent } from './support/send.ts';
import { expect, test } from './support/test.ts';

/** A Supabase that is not there yet, refuses, hangs, and comes back. */

const WORKSPACE = '/workspace/lodestone';
const UPDATES = '/api/v1/organizations/lodestone/goals/build-provenance/updates';

test('a server waits for its database, and stays up without it', async () => {
	test.setTimeout(240_000);
	const directory = await copyOf('demonstration');
	const supabase = await openSupabase(directory, await freePort());
	const server = new Server(await newDirectory('none'), await freePort(), supabase.variables);
	const ask = (sent: Sent) =>
		send(server.port, { ...sent, headers: { accept: 'text/html', ...sent.headers } });
	const get = (path: string, headers = {}) => ask({ path, headers });
	const statusOf = async (path: string) => (await get(path)).status;

	await test.step('before the database is there, it says so', async () => {
		await server.printed(/does not answer\. Waiting for it\./);
		expect(await statusOf('/healthz')).toBe(200);
		expect(await get('/readyz')).toMatchObject({
			status: 503,
			text: '{"status":"waiting","waits_for":"start"}'
		});
		const page = await get('/lodestone');
		expect(page).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
		expect(page.text).toContain('<h1>Waymark is starting</h1>');
		expect((await get('/zh/lodestone')).text).toContain('<h1>Waymark 正在启动</h1>');
		const problem = await get('/api/v1/organizations');
		expect(problem.headers['content-type']).toBe('application/problem+json');
		expect(JSON.parse(problem.text)).toMatchObject({
			status: 503,
			type: '/api/v1/problems/unavailable'
		});
	});

	await supabase.turn('answers');
	await server.printed(/Waymark is ready on/);
	await expect.poll(() => statusOf('/readyz')).toBe(200);
	const password = supabase.backend.demonstrationPassword!;
	const signIn = () =>
		ask({
			method: 'POST',
			path: '/workspace/sign-in?/password',
			headers: asForm(server.origin),
			body: new URLSearchParams({ email: 'mei-lin.tsai@lodestone.example', password }).toString()
		});
	const signedIn = await signIn();
	expect(signedIn.status).toBe(303);
	const cookie = signedIn.headers['set-cookie']!.map((each) => each.split(';')[0]).join('; ');
	const token = await makeToken(ask, server.origin, cookie);
	expect((await get(WORKSPACE, { cookie })).status).toBe(200);

	for (const way of ['hangs', 'refuses'] as const)
		await test.step(`while it ${way}, public pages stay up and the workspace says so`, async () => {
			await supabase.turn(way);
			for (const path of [
				'/',
				'/lodestone',
				'/record',
				'/record/entries.ndjson',
				'/api/v1/organizations',
				'/healthz'
			])
				expect(await statusOf(path), path).toBe(200);
			const [page, form, keep, post, ready] = await Promise.all([
				get(WORKSPACE, { cookie }),
				signIn(),
				ask({
					method: 'PUT',
					path: `${WORKSPACE}/autosave`,
					headers: { ...asForm(server.origin, cookie), 'content-type': 'application/json' },
					body: JSON.stringify({
						form: `${WORKSPACE}/new-goal`,
						title: 'a',
						typed: {},
						based_on: null
					})
				}),
				ask({
					method: 'POST',
					path: UPDATES,
					headers: {
						authorization: `Bearer ${token}`,
						'content-type': 'application/json',
						'idempotency-key': way
					},
					body: '{}'
				}),
				get('/readyz')
			]);
			expect(page.status).toBe(503);
			expect(page.text).toContain('The database does not answer. Try again in a moment.');
			expect(form.status).toBe(503);
			expect(form.text).toContain('The database does not answer. Try again in a moment.');
			expect(keep.status).toBe(503);
			expect(post.headers).toMatchObject({
				'content-type': 'application/problem+json',
				'retry-after': '10'
			});
			expect(JSON.parse(post.text)).toMatchObject({
				status: 503,
				type: '/api/v1/problems/unavailable'
			});
			expect(ready).toMatchObject({
				status: 503,
				text: '{"status":"waiting","waits_for":"backend"}'
			});
		});

	await test.step('once it answers again, whoever was signed in still is', async () => {
		await supabase.turn('answers');
		await expect.poll(() => statusOf('/readyz')).toBe(200);
		expect((await get(WORKSPACE, { cookie })).status).toBe(200);
	});
	expect(server.output).not.toContain('"msg":"unforeseen"');
	expect(await server.stop()).toEqual({ code: 0, signal: null });

	await test.step('a key that is refused is not waited for', async () => {
		const wrong = { ...supabase.variables, SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_wrong' };
		const refused = new Server(await newDirectory('none'), await freePort(), wrong);
		expect(await refused.ended).toEqual({ code: 1, signal: null });
		expect(refused.output).toMatch(/cannot be used: .+\. Check the address and keys/);
		expect(refused.output).not.toMatch(/^\s+at /m);
	});

	await test.step('one that waits can be stopped', async () => {
		await supabase.turn('refuses');
		const waiting = new Server(await newDirectory('none'), await freePort(), supabase.variables);
		await waiting.printed(/Waiting for it\./);
		expect(await waiting.stop()).toEqual({ code: 0, signal: null });
	});
	await supabase.close();
	await rm(directory, { recursive: true });
});

async function makeToken(
	ask: (sent: Sent) => Promise<Got>,
	origin: string,
	cookie: string
): Promise<string> {
	const made = await ask({
		method: 'POST',
		path: `${WORKSPACE}/tokens?/make`,
		headers: asForm(origin, cookie),
		body: 'name=Nightly&scopes=updates:draft&days=30'
	});
	return /wmk_[0-9a-f]{64}/.exec(made.text)![0];
}
