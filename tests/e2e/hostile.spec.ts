import { addressOf, routesOfBuild, type Route } from './support/routes.ts';
import { asForm, cookieOf, send, type Sent } from './support/send.ts';
import type { Server } from './support/app.ts';
import { FULL } from '../support/full.ts';
import { expect, test } from './support/test.ts';

/**
 * What no form and no browser sends. Whatever it is, the answer is the sender's fault or a page: a 5xx
 * would say that the server failed, and is what an attacker looks for.
 */

test.use({ instance: { name: 'hostile', template: 'demonstration' } });
test.describe.configure({ timeout: 240_000 });

const LEADER = 'ines.valderrama@lodestone.example';
const REVIEWER = 'amara.okonjo-lind@harbour-institute.example';

/** As they stand in an address; `%00` is what Postgres takes for no text. */
const VALUES = [
	'%00',
	'zzz',
	'',
	'%20',
	'%ff',
	'%',
	'%ED%A0%80',
	'%0d%0aset-cookie:%20a=b',
	'%F0%9F%A7%AD',
	'%2e%2e',
	'%2f%2fexample.org',
	'%5C',
	'0',
	'-1',
	'1.5',
	'1e400',
	'9'.repeat(15),
	'9'.repeat(40),
	'2026-02-30',
	'10000-01-01',
	'0000-00-00',
	'0001-01-01',
	'9999-12-31',
	'infinity',
	'null',
	'true',
	'__proto__',
	'constructor',
	'%22%27%3B--',
	'a,b)(',
	'not.is.null',
	'*',
	'%7B%7D',
	'%5B%5D',
	'00000000-0000-0000-0000-000000000000',
	`wmk_${'0'.repeat(64)}`,
	'0'.repeat(64),
	'x'.repeat(6_000)
];
/** What broke something somewhere goes everywhere; of the others each place gets so many, in turn. */
const [EVERYWHERE, ...OTHERS] = VALUES;
function* inTurn(count: number): Generator<string[], never> {
	for (let at = 0; ; at += count)
		yield [
			EVERYWHERE!,
			...Array.from({ length: count }, (_, n) => OTHERS[(at + n) % OTHERS.length]!)
		];
}

/** What addresses are asked for in their queries, by the route. */
const QUERIES: [routes: RegExp, names: string[]][] = [
	[/^\/\(public\)\/(\[organization=slug\]|compare|methodology\/sensitivity)/, ['as_of']],
	[/\[organization=slug\](\/areas.*|\/goals\/\[goal=slug\])?$/, ['per', 'marks']],
	[/\[organization=slug\]\/trend(\.\w+)?$/, ['per', 'marks', 'method', 'area']],
	[/\/goals\/\[goal=slug\]$/, ['from', 'to']],
	[/\/calendar$/, ['by']],
	[/\(public\).*\/changes$/, ['page', 'area', 'kind', 'change', 'weakening', 'year', 'days']],
	[/\/compare$/, ['sort', 'order', 'area']],
	[/\/compare\/goals$/, ['q', 'page']],
	[/\/sensitivity$/, ['organization']],
	[/\/record$/, ['entry', 'page', 'organization']],
	[/\/record\/[^/]+$/, ['organization', 'after', 'limit', '__proto__']],
	[/^\/api\/.*\/scorecard$/, ['as_of']],
	[/^\/api\/.*\/trend$/, ['from', 'to', 'step', 'area', 'goal']],
	[/^\/workspace\/(unsubscribe|set-up|sign-in\/link|account\/address)$/, ['token']],
	[/^\/workspace\/sign-in$/, ['to', 'notice']],
	[/^\/workspace\/account$/, ['notice']],
	[/\/activity$/, ['person', 'goal', 'before']],
	[/\/updates\/new$/, ['corrects']],
	[/^\/workspace.*\/goals\/\[key\]$/, ['published']],
	[/\/autosave$/, ['form', 'saved_at']],
	[/\.csv$/, ['separator']],
	[/\/new-goal$/, ['area']],
	[/\/files$/, ['name']]
];

/** Good values, so that one bad one is looked at on its own. */
async function goodValues({ origin }: Server, cookie: string): Promise<Record<string, string>> {
	const get = async (path: string) =>
		(await fetch(origin + path, { headers: { cookie, accept: 'text/html' } })).text();
	const lines = (await get('/record/entries.ndjson?organization=lodestone')).trim().split('\n');
	const entries = lines.map((line) => JSON.parse(line));
	const file = JSON.stringify(entries).match(/"file":\{"sha256":"(\w{64})","name":"([^"]+)"/);
	const home = await get('/workspace/lodestone');
	return {
		organization: 'lodestone',
		slug: 'lodestone',
		goal: 'build-provenance',
		key: 'build-provenance',
		area: 'security',
		period: entries.find(({ kind }) => kind === 'scorecard.certified').period,
		seq: String(entries.find(({ kind }) => kind === 'review.published').seq),
		id: /updates\/([0-9a-f-]{36})/.exec(home)?.[1] ?? '00000000-0000-0000-0000-000000000000',
		sha256: file?.[1] ?? '0'.repeat(64),
		name: file?.[2] ?? 'a.txt',
		code: 'unexpected'
	};
}

class Walk {
	readonly failed: string[] = [];
	count = 0;
	private readonly port: number;
	constructor({ port }: Server) {
		this.port = port;
	}

	/** Sends it, and notes a 5xx. Where the server hangs up, that is an answer too, if it still runs. */
	async send(sent: Sent): Promise<number> {
		this.count += 1;
		const got = await send(this.port, sent).catch((error: Error) => ({
			status: 0,
			text: error.message
		}));
		if (got.status >= 500 || got.status === 0)
			this.failed.push(
				`${got.status} ${sent.method ?? 'GET'} ${sent.path.slice(0, 150)} ${String(sent.body ?? '').slice(0, 100)} ${got.status ? '' : got.text}`
			);
		return got.status;
	}
}

test('a goal may have a name that every object has', async ({ server }) => {
	const cookie = await cookieOf(server, LEADER);
	const headers = asForm(server.origin, cookie);
	const post = (path: string, fields: Record<string, string>) =>
		send(server.port, { method: 'POST', path, headers, body: `${new URLSearchParams(fields)}` });
	const made = await post('/workspace/lodestone/new-goal?/save', {
		title: 'Constructor',
		area: 'security',
		statement: 'It is built.',
		criteria: '0',
		'criteria.0': 'It stands.',
		'target.basis': 'none',
		outlook: 'likely',
		effective_on: new Date().toISOString().slice(0, 10)
	});
	expect(made.headers.location, made.text).toContain('/goals/constructor/preview');
	const preview = '/workspace/lodestone/goals/constructor/preview';
	const { text } = await send(server.port, { path: preview, headers });
	const form = formsOf(text).find(({ action }) => action.includes('?/publish'))!;
	expect((await post(preview + form.action, form.fields)).status).toBe(303);
	const good = { ...(await goodValues(server, cookie)), goal: 'constructor', key: 'constructor' };
	const failed: string[] = [];
	for (const route of await routesOfBuild()) {
		const path = addressOf(route, good);
		const { status } = await send(server.port, { path, headers });
		if (status >= 500) failed.push(`${status} ${path}`);
	}
	expect(failed).toEqual([]);
	const { status } = await send(server.port, { path: '/lodestone/goals/constructor' });
	expect(status).toBe(200);
});

test.describe('no address gives a 5xx', () => {
	let routes: Route[];
	let leader: string;
	let good: Record<string, string>;
	let walk: Walk;

	test.beforeAll(async ({ server }) => {
		routes = await routesOfBuild();
		expect(routes.length).toBeGreaterThan(50);
		leader = await cookieOf(server, LEADER);
		good = await goodValues(server, leader);
	});
	test.beforeEach(({ server }) => {
		walk = new Walk(server);
	});
	test.afterEach(async ({ server }) => {
		expect(walk.failed.join('\n')).toBe('');
		expect(walk.count).toBeGreaterThan(20);
		expect((await send(server.port, { path: '/' })).status).toBe(200);
	});

	test('with hostile path parameters', async ({ server }) => {
		const headers = asForm(server.origin, leader);
		const some = inTurn(FULL ? 4 : 2);
		const seen = new Set<string>();
		for (const route of routes)
			for (const param of route.params) {
				const values = seen.has(param) ? some.next().value : VALUES;
				seen.add(param);
				for (const value of values)
					await walk.send({ path: addressOf(route, { ...good, [param]: value }), headers });
			}
		for (const path of [
			'//',
			'/%',
			'/%00',
			'/%2e%2e/%2e%2e/etc/passwd',
			'/zh//example.org',
			'/zh/%00',
			'/_app/%00',
			'/_app/immutable/%00',
			'/_app/version.json/x',
			'/_app/remote/a/b',
			'/favicon.svg/%00',
			'/workspace/__data.json?x-sveltekit-invalidated=zzz',
			'/workspace/lodestone/__data.json?x-sveltekit-invalidated=%00',
			'/workspace/%00/__data.json',
			'/lodestone/__route.js',
			'*',
			'x',
			'http://example.org/%00'
		])
			await walk.send({ path, headers });
	});

	test('with hostile queries', async ({ server }) => {
		const headers = asForm(server.origin, leader);
		const values = inTurn(FULL ? OTHERS.length : 9);
		for (const route of routes) {
			const path = addressOf(route, good);
			const methods = route.isPage ? ['GET'] : route.methods;
			for (const [, names] of QUERIES.filter(([pattern]) => pattern.test(route.id)))
				for (const name of names)
					for (const value of values.next().value)
						for (const method of methods.filter((each) => /^[A-Z]+$/.test(each)))
							await walk.send({ method, path: `${path}?${name}=${value}`, headers });
			await walk.send({ path: `${path}?&=&&a&%00=%00&as_of=x&as_of=y`, headers });
		}
	});

	test('with hostile cookies and headers', async ({ server }) => {
		const session = leader.split('; ').map((each) => each.split('='));
		const name = session[0]![0]!.replace(/\.\d+$/, '');
		const cookies = [
			'',
			'=',
			'a',
			`${name}=`,
			`${name}=%00`,
			`${name}=%`,
			`${name}=base64-`,
			`${name}=base64-!!!`,
			`${name}=base64-${Buffer.from('{').toString('base64url')}`,
			`${name}=base64-${Buffer.from('null').toString('base64url')}`,
			`${name}=base64-${Buffer.from('[[]]').toString('base64url')}`,
			`${name}=base64-${Buffer.from('{"access_token":"a.b.c","refresh_token":"\\u0000","expires_at":1}').toString('base64url')}`,
			`${name}=base64-${Buffer.from('{"access_token":{},"refresh_token":[],"expires_at":9999999999}').toString('base64url')}`,
			`${name}.0=base64-`,
			`${name}.99999999999=x`,
			`${name}.0=${'x'.repeat(3_000)}`,
			`${name}-code-verifier=base64-%00`,
			leader.replace(/[A-Za-z](?=[^A-Za-z]*$)/, '_'),
			`PARAGLIDE_LOCALE=%00; ${leader}`
		];
		for (const path of [
			'/',
			'/workspace',
			'/workspace/lodestone',
			'/workspace/sign-in',
			'/api/v1/x'
		])
			for (const cookie of cookies) await walk.send({ path, headers: { cookie } });
		const headers: Record<string, string>[] = [
			{ host: '' },
			{ host: 'a b' },
			{ host: '[' },
			{ host: 'example.org:99999' },
			{ 'x-forwarded-proto': 'a:b', 'x-forwarded-host': '%00', 'x-forwarded-for': 'zzz' },
			{ 'accept-language': '*;q=zzz,\\' },
			{ 'accept-encoding': 'gzip;q=zzz, br;;;' },
			{ accept: ';;;,/,' },
			{ 'if-none-match': 'W/"' },
			{ 'if-modified-since': 'zzz' },
			{ range: 'bytes=9-1' },
			{ range: 'bytes=zzz' },
			{ authorization: 'Bearer ' },
			{ 'x-sveltekit-pathname': '%00', 'x-sveltekit-search': '%00' },
			{ 'x-http-method-override': 'DELETE' },
			{ expect: '200-ok' }
		];
		for (const path of ['/', '/favicon.svg', '/workspace/sign-in', '/record/entries.ndjson'])
			for (const each of headers)
				await walk.send({ path, headers: { host: `localhost:${server.port}`, ...each } });
	});

	test('with methods that it does not know', async ({ server }) => {
		const headers = asForm(server.origin, leader);
		for (const route of routes)
			for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'])
				await walk.send({ method, path: addressOf(route, good), headers });
	});

	test('with bodies that are no forms', async ({ server }) => {
		const multipart = (boundary: string) => `multipart/form-data${boundary}`;
		const bodies: [type: string, body: string][] = [
			['application/x-www-form-urlencoded', ''],
			['application/x-www-form-urlencoded', '%00=%00&%=%&=&a'],
			['text/plain', 'a=b'],
			['text/plain; charset=utf-16', '\0'],
			['application/json', '{"a":'],
			['application/json', '['.repeat(10_000)],
			['application/json', 'null'],
			[multipart(''), 'x'],
			[multipart('; boundary='), '--'],
			[multipart('; boundary=x'), ''],
			[multipart('; boundary=x'), '--x\r\n'],
			[
				multipart('; boundary=x'),
				'--x\r\ncontent-disposition: form-data; name="a\r\n\r\n\0\r\n--x--'
			],
			[multipart('; boundary=x'), '--x\r\ncontent-disposition: zzz\r\n\r\na\r\n--x--\r\n'],
			[multipart(`; boundary=${'x'.repeat(500)}`), `--${'x'.repeat(500)}`],
			['application/octet-stream', '\0'],
			['zzz', 'zzz']
		];
		const posts = routes.flatMap((route) => {
			const path = addressOf(route, good);
			const named = route.actions.map((name) => (name === 'default' ? '' : `?/${name}`));
			return [...named, '?/default', '?/zzz', '?/__proto__', '?/constructor'].map(
				(action) => path + action
			);
		});
		let turn = 0;
		for (const path of posts) {
			// Signed out, the others would only be sent to the page for signing in.
			if (signsOut(path)) continue;
			// Every fourth, from another one on at each address.
			turn++;
			for (const [type, body] of bodies.filter((_, at) => FULL || (at + turn) % 4 === 0))
				await walk.send({
					method: 'POST',
					path,
					headers: { ...asForm(server.origin, leader), 'content-type': type },
					body
				});
		}
		for (const route of routes)
			for (const method of route.methods.filter((each) => /^(PUT|PATCH|DELETE)$/.test(each)))
				for (const [type, body] of bodies)
					await walk.send({
						method,
						path: addressOf(route, good),
						headers: { ...asForm(server.origin, leader), 'content-type': type },
						body
					});
	});

	test('with hostile fields', async ({ server }) => {
		const values = inTurn(FULL ? 4 : 1);
		const tried = new Set<string>();
		for (const email of [LEADER, REVIEWER]) {
			const cookie = email === LEADER ? leader : await cookieOf(server, email);
			const pages = routes.filter(({ isPage, id }) => isPage && id.startsWith('/workspace'));
			const addresses = pages.map((route) => addressOf(route, good));
			for (const path of [...addresses, '/workspace/sign-in']) {
				const signedIn = path === '/workspace/sign-in' ? '' : cookie;
				const headers = { ...asForm(server.origin, signedIn) };
				const { text } = await send(server.port, { path, headers });
				for (const { action, fields } of formsOf(text)) {
					if (signsOut(action)) continue;
					const to = action.startsWith('/') ? action : path + action;
					for (const field of Object.keys(fields)) {
						// The same form stands on several pages.
						const place = `${email} ${to} ${field}`;
						if (tried.has(place)) continue;
						tried.add(place);
						for (const value of values.next().value) {
							const others = new URLSearchParams(fields);
							others.delete(field);
							const body = `${others}&${encodeURIComponent(field)}=${value}`;
							await walk.send({ method: 'POST', path: to, headers, body });
						}
					}
				}
			}
		}
	});
});

/** Here or everywhere. */
const signsOut = (action: string) => /\/sign-out(\?|$)|\?\/everywhere$/.test(action);

/** The forms that are posted, with what the page has filled in. */
function formsOf(html: string): { action: string; fields: Record<string, string> }[] {
	const forms: { action: string; fields: Record<string, string> }[] = [];
	for (const [, attributes = '', content = ''] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
		if (!/method="post"/i.test(attributes)) continue;
		const fields: Record<string, string> = {};
		for (const [tag] of content.matchAll(/<(input|textarea|select|button)\b[^>]*>/g)) {
			const name = attribute(tag, 'name');
			if (name) fields[name] ??= attribute(tag, 'value') || 'x';
		}
		const actions = [
			attribute(`<form${attributes}>`, 'action'),
			...[...content.matchAll(/<button\b[^>]*>/g)].map(([tag]) => attribute(tag, 'formaction'))
		];
		for (const action of new Set(actions.map((each) => each.replaceAll('&amp;', '&'))))
			if (action || actions.length === 1) forms.push({ action, fields });
	}
	return forms;
}

const attribute = (tag: string, name: string) =>
	new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
