import { FILE_LIMIT } from '../../src/lib/record/media-types.ts';
import { addressOf, routesOfBuild, type Route } from './support/routes.ts';
import { asForm, cookieOf, send, sendBegun, type Sent } from './support/send.ts';
import { signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** How much of a body is read, and of whose. */

test.use({ instance: { name: 'bodies', template: 'demonstration' } });

const LEADER = 'ines.valderrama@lodestone.example';
const CONTRIBUTOR = 'mei-lin.tsai@lodestone.example';
const GOOD = {
	organization: 'lodestone',
	slug: 'lodestone',
	key: 'build-provenance',
	kind: 'record.checked'
};
/** What anybody may post: what it says decides. */
const OPEN = [
	'/workspace/account/address',
	'/workspace/sign-in',
	'/workspace/sign-in/link',
	'/workspace/sign-out'
];
const SIGN_IN = '/workspace/sign-in?/password';

type Post = Required<Pick<Sent, 'method' | 'path'>> & { route: Route };

/** Everything that takes a body: each action of each page, and each endpoint that is written to. */
async function posts(): Promise<Post[]> {
	const all = (await routesOfBuild()).flatMap((route) => {
		const path = addressOf(route, GOOD);
		const actions = route.actions.map((name) => ({
			method: 'POST',
			path: name === 'default' ? path : `${path}?/${name}`,
			route
		}));
		const methods = route.methods.filter((name) => /^(POST|PUT|PATCH)$/.test(name));
		return [...actions, ...methods.map((method) => ({ method, path, route }))];
	});
	expect(all.length).toBeGreaterThan(60);
	return all;
}

test('who may post is decided before the body comes, in every action', async ({ server }) => {
	const { origin, port } = server;
	const cookie = await cookieOf(server, CONTRIBUTOR);
	const forLeaders = ['certify', 'close', 'import', 'members', 'new-goal', 'revise'];
	for (const { route, ...post } of await posts()) {
		if (OPEN.includes(route.id) || route.id === '/workspace/unsubscribe') continue;
		const signedOut = await sendBegun(port, { ...post, headers: asForm(origin) });
		expect([303, 401, 403, 404], `${post.path}, signed out`).toContain(signedOut);
		if (!forLeaders.some((name) => route.id.endsWith(`/${name}`))) continue;
		const status = await sendBegun(port, { ...post, headers: asForm(origin, cookie) });
		expect(status, `${post.path}, as a contributor`).toBe(403);
	}
	for (const path of [
		'/api/v1/organizations/lodestone/files',
		'/api/v1/organizations/lodestone/goals/build-provenance/updates'
	]) {
		const headers = {
			authorization: `Bearer wmk_${'0'.repeat(64)}`,
			'content-type': 'application/json',
			'idempotency-key': 'a'
		};
		expect(await sendBegun(port, { path, headers }), path).toBe(401);
	}
});

test('more than a route takes is refused before it is read, and its sender sees why', async ({
	server
}) => {
	const { origin, port } = server;
	const cookie = await cookieOf(server, LEADER);
	for (const { route, ...post } of await posts()) {
		// Neither is there: a draft of that id, nor an invitation.
		if (/\[(id|token|seq)\]/.test(route.id) || route.id.startsWith('/api/')) continue;
		if (['/workspace/set-up', '/workspace/unsubscribe'].includes(route.id)) continue;
		const headers = {
			...asForm(origin, OPEN.includes(route.id) ? '' : cookie),
			'content-length': String(17 * 1024 * 1024)
		};
		expect(await sendBegun(port, { ...post, headers }), post.path).toBe(413);
	}
	const large = 'x'.repeat(64 * 1024);
	for (const body of [`email=${large}`, 'a=1&'.repeat(20_000)]) {
		const stated = await send(port, {
			method: 'POST',
			path: SIGN_IN,
			headers: asForm(origin),
			body
		});
		expect(stated.status).toBe(413);
		expect(stated.text).toContain('This form may hold 64 kB at most');
		const headers = { ...asForm(origin), 'transfer-encoding': 'chunked' };
		expect(await sendBegun(port, { path: SIGN_IN, headers, body })).toBe(413);
	}
	const chinese = await send(port, {
		method: 'POST',
		path: `/zh${SIGN_IN}`,
		headers: asForm(origin),
		body: `email=${large}`
	});
	expect(chinese.text).toContain('此表单最多可容纳 64 kB');
	const script = { ...asForm(origin), accept: 'application/json', 'x-sveltekit-action': 'true' };
	const { status, text } = await send(port, {
		method: 'POST',
		path: SIGN_IN,
		headers: script,
		body: `email=${large}`
	});
	expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 413, type: 'error' });
});

test('fields and parts are counted before they are read', async ({ server }) => {
	const { origin, port } = server;
	const cookie = await cookieOf(server, LEADER);
	const path = '/workspace/lodestone/new-goal?/rows';
	const post = async (type: string, body: string) => {
		const headers = { ...asForm(origin, cookie), 'content-type': type };
		return send(port, { method: 'POST', path, headers, body });
	};
	const fields = (count: number) => new Array(count).fill('a=1').join('&');
	const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n';
	expect((await post('application/x-www-form-urlencoded', fields(4_000))).status).toBe(200);
	const multipart = 'multipart/form-data; boundary=x';
	expect((await post(multipart, `${part.repeat(3_000)}--x--\r\n`)).status).toBe(200);
	for (const [type, body] of [
		['application/x-www-form-urlencoded', fields(5_000)],
		[multipart, `${part.repeat(5_000)}--x--\r\n`]
	] as const) {
		const { status, text } = await post(type, body);
		expect(status).toBe(413);
		expect(text).toContain('This form may have 4000 fields at most');
	}
});

test('no text, name or head of a part is longer than what a form of ours sends', async ({
	server
}) => {
	const { origin, port } = server;
	const cookie = await cookieOf(server, LEADER);
	const post = async (to: string, body: string, type = 'application/x-www-form-urlencoded') => {
		const headers = { ...asForm(origin, cookie), 'content-type': type };
		return send(port, { method: 'POST', path: `/workspace/lodestone/${to}`, headers, body });
	};
	const shown = await post('new-goal?/show', `statement=${'x'.repeat(100_001)}`);
	expect(shown.status).toBe(422);
	expect(shown.text).toContain('is longer than 100,000 characters');
	for (const text of ['x'.repeat(250_001), '%00'.repeat(1_000_000)]) {
		const { status, text: said } = await post('new-goal?/show', `statement=${text}`);
		expect(status).toBe(413);
		expect(said).toContain('A text of this form may have 250000 characters at most');
	}
	expect((await post('sheet?/preview', `text=${'x'.repeat(2_500_001)}`)).status).toBe(413);
	expect((await post('new-goal?/show', `${'x'.repeat(501)}=`)).status).toBe(400);
	const multipart = (head: string) =>
		post(
			'goals/build-provenance/updates/new?/rows',
			`--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n1\r\n--x--\r\n`,
			'multipart/form-data; boundary=x'
		);
	expect((await multipart('name="files"; filename="a.txt"')).status).toBe(200);
	for (const length of [501, 9_000, 1_000_000]) {
		const name = 'x'.repeat(length);
		expect((await multipart(`name="${name}"`)).status, `${length}`).toBe(400);
		expect((await multipart(`name="files"; filename="${name}"`)).status, `${length}`).toBe(400);
	}
});

test('JSON that is nested deep is refused, not walked', async ({ server }) => {
	const { origin, port } = server;
	const cookie = await cookieOf(server, LEADER);
	const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
	const keep = (typed: string) =>
		send(port, {
			method: 'PUT',
			path: '/workspace/lodestone/autosave',
			headers: { ...asForm(origin, cookie), 'content-type': 'application/json' },
			body: `{"form":"/workspace/lodestone/new-goal","title":"a","typed":${typed},"based_on":null}`
		});
	expect((await keep(nested(20))).status).toBe(200);
	for (const depth of [100, 5_000, 1_000_000])
		expect((await keep(nested(depth))).status, `${depth}`).toBe(422);
});

test('bodies that the API refuses are problem details', async ({ server, page }) => {
	await signInAs(page, 'Mei-Lin Tsai');
	await page.goto('/workspace/lodestone/tokens');
	const form = page.getByRole('region', { name: 'New token' });
	await form.getByLabel('Name').fill('Large bodies');
	await form.getByRole('button', { name: 'Create the token' }).click();
	const token = await page.getByRole('status').getByLabel('The token').innerText();
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'idempotency-key': 'large'
	};
	const updates = '/api/v1/organizations/lodestone/goals/build-provenance/updates';
	const post = (path: string, body: string) =>
		send(server.port, { method: 'POST', path, headers, body });
	const files = '/api/v1/organizations/lodestone/files?name=a.txt';
	for (const [path, body, status, code] of [
		[updates, `{"narrative":"${'x'.repeat(2 * 1024 * 1024)}"}`, 413, 'body-too-large'],
		[updates, `{"evidence":${'['.repeat(100_000)}`, 400, 'invalid-body'],
		[files, 'x'.repeat(FILE_LIMIT + 1), 413, 'body-too-large']
	] as const) {
		const got = await post(path, body);
		expect(got.status).toBe(status);
		expect(got.headers['content-type']).toBe('application/problem+json');
		expect(JSON.parse(got.text)).toMatchObject({ status, type: `/api/v1/problems/${code}` });
	}
});

test('what was typed stays where a form is refused as too large', async ({ page }) => {
	await signInAs(page, 'Ines Valderrama');
	await visit(page, '/workspace/lodestone/teams', 'Teams');
	const name = page.getByLabel('Name', { exact: true }).last();
	const long = 'A team. '.repeat(9_000);
	// What a browser holds to is no limit of the server's.
	await name.evaluate((field) => field.removeAttribute('maxlength'));
	await name.fill(long);
	await page.getByRole('button', { name: 'Create the team' }).click();
	await expect(page.getByRole('alert')).toContainText('This form may hold 64 kB at most');
	expect(await name.inputValue()).toBe(long);
});
