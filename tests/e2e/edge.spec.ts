import { rm } from 'node:fs/promises';
import { request as open } from 'node:http';
import { startServer, type Server } from './support/app.ts';
import { stopInPeace } from './support/stop.ts';
import { copyOf } from './support/templates.ts';
import { asForm, cookieOf, send, type Got } from './support/send.ts';
import { expect, test as base } from './support/test.ts';

/** What every response says, whom a request comes from, and what the log keeps of it. */

const ORIGIN = 'https://roadmap.example';
const LEADER = 'ines.valderrama@lodestone.example';

/** A server as it runs behind a proxy with https. */
const test = base.extend<object, { cookie: string }>({
	server: [
		// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
		async ({}, use) => {
			const directory = await copyOf('demonstration');
			const server = await startServer(directory, {
				DEMO: 'on',
				ORIGIN,
				ADDRESS_HEADER: 'X-Forwarded-For'
			});
			await use(server);
			await stopInPeace(server);
			await rm(directory, { recursive: true });
		},
		{ scope: 'worker', timeout: 60_000 }
	],
	cookie: [
		async ({ server }, use) => use(await cookieOf({ ...server, origin: ORIGIN }, LEADER)),
		{ scope: 'worker' }
	]
});

/** Those of the moment and of the connection. */
const PASSING = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

function lasting({ headers }: Got) {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !PASSING.includes(name)));
}

const OURS = {
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()',
	'referrer-policy': 'same-origin',
	'strict-transport-security': 'max-age=31536000',
	'x-content-type-options': 'nosniff'
};
const NO_PAGE = {
	...OURS,
	'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
};
const PAGE = {
	...OURS,
	'content-security-policy':
		"default-src 'self'; img-src 'self' data:; object-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	'content-type': 'text/html; charset=utf-8',
	'x-sveltekit-page': 'true'
};
const SIGNED_IN = {
	...PAGE,
	'cache-control': 'private, no-cache, no-store, must-revalidate, max-age=0',
	'content-security-policy': expect.stringMatching(
		/^default-src 'self'; img-src 'self' data:; object-src 'none'; script-src 'self' 'sha256-[\w+/]{43}='; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/
	),
	expires: '0',
	pragma: 'no-cache'
};
const DATA = {
	...NO_PAGE,
	'access-control-allow-origin': '*',
	'cross-origin-resource-policy': 'cross-origin'
};
const etag = expect.stringMatching(/^(W\/)?"[^"]+"$/);
const PROBLEM = {
	...DATA,
	'cache-control': 'no-store',
	'content-language': 'en',
	'content-type': 'application/problem+json',
	vary: 'accept-encoding'
};

test('the whole header set of one response of each kind', async ({ server, cookie }) => {
	const { port } = server;
	const get = (path: string, headers: Record<string, string> = {}) =>
		send(port, { path, headers: { accept: 'text/html', ...headers } });
	const home = await get('/');
	const script = /\/_app\/immutable\/entry\/start\.[\w-]+\.js/.exec(
		(await get('/workspace', { cookie })).text +
			(await get('/workspace/lodestone', { cookie })).text
	)![0];

	const kinds: [what: string, status: number, got: Got, headers: object][] = [
		['a public page', 200, home, { ...PAGE, etag, vary: 'accept-encoding' }],
		[
			'a page that the client has',
			304,
			await get('/', { 'if-none-match': home.headers.etag! }),
			(({ 'content-type': _, ...rest }) => ({ ...rest, etag, vary: 'accept-encoding' }))(PAGE)
		],
		['no page', 404, await get('/nobody'), { ...PAGE, etag, vary: 'accept-encoding' }],
		[
			'a broken address',
			400,
			await get('/%'),
			{
				...SIGNED_IN,
				etag,
				'content-security-policy': expect.stringContaining("default-src 'self'")
			}
		],
		[
			'a signed-in page',
			200,
			await get('/workspace/lodestone', { cookie }),
			{ ...SIGNED_IN, etag }
		],
		['a page to sign in', 200, await get('/workspace/sign-in'), { ...SIGNED_IN, etag }],
		[
			'a way to another page',
			303,
			await get('/workspace/lodestone'),
			{
				...NO_PAGE,
				'cache-control': SIGNED_IN['cache-control'],
				expires: '0',
				pragma: 'no-cache',
				location: '/workspace/sign-in?to=%2Fworkspace%2Flodestone'
			}
		],
		[
			'a static file',
			200,
			await get('/favicon.svg'),
			{
				...NO_PAGE,
				'content-type': 'image/svg+xml',
				etag,
				'last-modified': expect.any(String),
				vary: 'Accept-Encoding'
			}
		],
		[
			'a script',
			200,
			await get(script),
			{
				...NO_PAGE,
				'cache-control': 'public,max-age=31536000,immutable',
				'content-type': 'text/javascript',
				etag,
				'last-modified': expect.any(String),
				vary: 'Accept-Encoding'
			}
		],
		[
			'no such file',
			404,
			await get('/_app/none.js'),
			{
				...NO_PAGE,
				'cache-control': 'public, max-age=0, must-revalidate'
			}
		],
		[
			'data',
			200,
			await get('/api/v1/organizations'),
			{
				...DATA,
				'cache-control': 'public, max-age=60',
				'content-type': 'application/json',
				etag,
				vary: 'accept-encoding'
			}
		],
		['a problem', 404, await get('/api/v1/nothing'), PROBLEM],
		['a problem with a question', 400, await get('/api/v1/organizations?a=b'), PROBLEM],
		[
			'a private download',
			200,
			await get('/workspace/lodestone/goals.csv', { cookie }),
			{
				...NO_PAGE,
				'cache-control': SIGNED_IN['cache-control'],
				'content-disposition': 'attachment; filename="lodestone-goals.csv"',
				'content-type': 'text/csv; charset=utf-8',
				expires: '0',
				pragma: 'no-cache'
			}
		],
		[
			'a forged form',
			403,
			await send(port, {
				method: 'POST',
				path: '/workspace/sign-in',
				headers: asForm('https://elsewhere.example'),
				body: 'a=b'
			}),
			NO_PAGE
		],
		[
			'health',
			200,
			await get('/healthz'),
			{ ...NO_PAGE, 'cache-control': 'no-store', 'content-type': 'application/json' }
		]
	];
	const found = kinds.map(([what, , got]) => [what, got.status, lasting(got)]);
	expect(found).toEqual(kinds.map(([what, status, , headers]) => [what, status, headers]));
});

test('what others embed may still be embedded when they have it already', async ({ server }) => {
	const path = '/api/v1/organizations';
	const { headers } = await send(server.port, { path });
	const again = await send(server.port, { path, headers: { 'if-none-match': headers.etag! } });
	expect(again.status).toBe(304);
	expect(again.headers).toMatchObject({
		'access-control-allow-origin': '*',
		'cross-origin-resource-policy': 'cross-origin'
	});
});

test('a session that is renewed fits into the headers that proxies take', async ({
	server,
	cookie
}) => {
	const [, name = '', value = ''] = /([\w-]+)=(base64-[\w-]+)/.exec(cookie)!;
	const session = JSON.parse(Buffer.from(value.slice('base64-'.length), 'base64url').toString());
	const stale = { ...session, expires_at: 1, expires_in: 1 };
	const encoded = `base64-${Buffer.from(JSON.stringify(stale)).toString('base64url')}`;
	for (const path of [
		'/workspace/lodestone',
		'/workspace/lodestone/goals/build-provenance/updates/new'
	]) {
		const { status, headers, headBytes } = await send(server.port, {
			path,
			headers: { accept: 'text/html', cookie: `${name}=${encoded}` }
		});
		expect(status).toBe(200);
		expect(headers['set-cookie']?.join()).toMatch(/; HttpOnly; Secure; SameSite=Lax/i);
		expect(headers.link).toBeUndefined();
		expect(headBytes).toBeLessThan(4_096);
	}
});

/** By Mozilla's published table: https://github.com/mdn/mdn-http-observatory, src/grader/charts.js. */
test('the public site scores A+ at the HTTP Observatory', async ({ server }) => {
	const { headers } = await send(server.port, { path: '/', headers: { accept: 'text/html' } });
	const policy = String(headers['content-security-policy']);
	const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
	const unsafe = /'unsafe-|\*|https?:|data:/;
	const points = {
		csp: unsafe.test(rules.get('script-src')!) || unsafe.test(rules.get('object-src')!) ? -20 : 0,
		cookies: headers['set-cookie'] ? -20 : 0,
		'cross-origin-resource-sharing': headers['access-control-allow-origin'] ? -50 : 0,
		'referrer-policy': /^(no-referrer|same-origin|strict-origin)/.test(
			headers['referrer-policy'] as string
		)
			? 5
			: 0,
		'strict-transport-security':
			Number(/max-age=(\d+)/.exec(headers['strict-transport-security']!)?.[1]) >= 15_768_000
				? 0
				: -20,
		'x-content-type-options': headers['x-content-type-options'] === 'nosniff' ? 0 : -5,
		'x-frame-options': rules.get('frame-ancestors') === "frame-ancestors 'none'" ? 5 : -20,
		'cross-origin-resource-policy':
			headers['cross-origin-resource-policy'] === 'same-origin' ? 10 : 0
	};
	const base =
		100 +
		Object.values(points)
			.filter((each) => each < 0)
			.reduce((a, b) => a + b, 0);
	const bonus = Object.values(points)
		.filter((each) => each > 0)
		.reduce((a, b) => a + b, 0);
	expect(Object.values(points)).not.toContain(-20);
	expect(base >= 90 ? base + bonus : base).toBeGreaterThanOrEqual(100);
});

test.describe('who it comes from', () => {
	const UPDATES = '/api/v1/organizations/lodestone/goals/build-provenance/updates';
	const post = ({ port }: Server, forwarded: string | null, token: string) =>
		send(port, {
			method: 'POST',
			path: UPDATES,
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/json',
				'idempotency-key': `key-${token.slice(-8)}`,
				...(forwarded === null ? {} : { 'x-forwarded-for': forwarded })
			},
			body: JSON.stringify({
				effective_on: new Date().toISOString().slice(0, 10),
				grade: 1,
				narrative: 'Begun.',
				evidence: []
			})
		});
	let wrong = 0;
	const wrongToken = () => `wmk_${String(++wrong).padStart(64, '0')}`;

	test('wrong tokens of one client never block another’s', async ({ server, cookie }) => {
		const make = await send(server.port, {
			method: 'POST',
			path: '/workspace/lodestone/tokens?/make',
			headers: asForm(ORIGIN, cookie),
			body: 'name=Nightly&scopes=updates:draft&days=30'
		});
		const token = /wmk_[0-9a-f]{64}/.exec(make.text)![0];
		for (let count = 0; count < 30; count++)
			expect((await post(server, `8.8.8.8, 203.0.113.7`, wrongToken())).status).toBe(401);
		expect((await post(server, '203.0.113.7', wrongToken())).status).toBe(429);
		// What stands before the proxy's own entry anybody can make up.
		expect((await post(server, '203.0.113.8, 203.0.113.7', wrongToken())).status).toBe(429);
		expect((await post(server, '203.0.113.8', wrongToken())).status).toBe(401);
		expect((await post(server, '203.0.113.8', token)).status).toBe(201);
	});

	test('a request without the header is answered, and so is one with nonsense in it', async ({
		server
	}) => {
		for (const forwarded of [null, '', 'zzz', ',', '999.9.9.9', 'a'.repeat(2_000)])
			expect((await post(server, forwarded, wrongToken())).status, `${forwarded}`).toBe(401);
	});
});

test('the log has one line for each request, and nothing that names anybody', async ({
	server,
	cookie
}) => {
	let since = -1;
	// The line of what was asked before is written once that is over, which may be a little later.
	await expect
		.poll(() => since === (since = server.output.length), { intervals: [300] })
		.toBe(true);
	const { port } = server;
	const headers = { accept: 'text/html', cookie, 'x-forwarded-for': '203.0.113.99' };
	const asked: [method: string, path: string, route: string | null, status: number][] = [
		['GET', '/lodestone?as_of=2026-01-01', '/(public)/[organization=slug]', 200],
		[
			'GET',
			'/workspace/lodestone/goals/build-provenance',
			'/workspace/[organization=slug]/goals/[key]',
			200
		],
		['GET', '/workspace/invitations/0123456789abcdef', '/workspace/invitations/[token]', 404],
		['GET', '/workspace/unsubscribe?token=0123456789abcdef', '/workspace/unsubscribe', 404],
		['GET', '/%', null, 400],
		['PUT', '/', '/(public)', 405],
		['GET', '/favicon.svg', null, 200],
		['GET', '/healthz', '/healthz', 200]
	];
	for (const [at, [method, path]] of asked.entries()) {
		await send(port, { method, path, headers });
		await expect
			.poll(() => server.output.slice(since).match(/"msg":"request"\}\n/g)?.length)
			.toBe(at + 1);
	}
	// Beside them, a demonstration prints the mails that it cannot send.
	const lines = server.output
		.slice(since)
		.split('\n')
		.filter((line) => line.startsWith('{'));
	expect(lines.map((line) => JSON.parse(line))).toEqual(
		asked.map(([method, , route, status]) => ({
			level: 'info',
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			id: expect.stringMatching(/^[0-9a-f]{8}$/),
			route,
			method,
			status,
			ms: expect.any(Number),
			msg: 'request'
		}))
	);
	for (const secret of [
		'203.0.113.99',
		'0123456789abcdef',
		'lodestone',
		'valderrama',
		'127.0.0.1',
		cookie.slice(-40)
	])
		expect(lines.join('\n')).not.toContain(secret);
});

test('the log says of a request that nobody waited for it', async ({ server, cookie }) => {
	const since = server.output.length;
	const path = '/workspace/lodestone/goals/build-provenance';
	const call = open({ host: '127.0.0.1', port: server.port, path, headers: { cookie } });
	call.on('error', () => {}).end();
	call.once('socket', (socket) =>
		socket.once('connect', () => setTimeout(() => call.destroy(), 5))
	);
	await expect
		.poll(() => server.output.slice(since))
		.toMatch(/"route":"[^"]+\[key\]",.*"aborted":true/);
});

test('nothing but a page of this site sends to the workspace with a session', async ({
	server: { port },
	cookie
}) => {
	const kept = '/workspace/lodestone/autosave?form=/workspace/lodestone/new-goal';
	const sends = [
		{ method: 'POST', path: '/workspace/lodestone/files?name=a.txt', type: 'image/png' },
		{ method: 'PUT', path: '/workspace/lodestone/autosave', type: 'application/json' },
		{ method: 'DELETE', path: kept, type: 'text/plain' },
		{ method: 'POST', path: '/workspace/lodestone/teams?/create', type: 'text/plain' }
	];
	for (const { type, ...sent } of sends)
		for (const origin of ['https://elsewhere.example', 'null', '', null]) {
			const headers = { cookie, 'content-type': type, ...(origin === null ? {} : { origin }) };
			const { status } = await send(port, { ...sent, headers, body: 'a' });
			expect(status, `${sent.method} ${sent.path} from ${origin}`).toBe(403);
		}
	const headers = { cookie, 'content-type': 'text/plain', origin: ORIGIN };
	expect((await send(port, { method: 'DELETE', path: kept, headers })).status).toBe(204);
});
