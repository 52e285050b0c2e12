import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, runImport, runOperator, Running, Server, startServer } from './support/app.ts';
import { scorecardOf, soundRecord } from './support/api.ts';
import { newDirectory } from './support/directories.ts';
import { copyOf } from './support/templates.ts';
import { expect, test } from './support/test.ts';

/** How the app starts, refuses to start, stops and dies. */

const EXAMPLE = 'supabase/examples/anthropic.json';
const LEADER = [
	'add-leader',
	...['--organization', 'anthropic'],
	...['--email', 'ada@anthropic.example'],
	...['--name', 'Ada Nkemelu']
];

test('a second start on the same data directory is refused, and the first keeps serving', async ({
	server,
	request
}) => {
	const second = new Server(server.dataDir, await freePort(), { DEMO: 'on' });
	expect(await second.ended).toEqual({ code: 1, signal: null });
	expect(second.output).toContain(
		`The data directory ${server.dataDir} is in use by another Waymark process (process `
	);
	expect(second.output).toContain('Stop it first, or start this one with DATA_DIR=…');
	expect(second.output).not.toMatch(/^\s+at /m);
	await scorecardOf(request, 'lodestone');
});

test('the command-line import says what to do while the server runs', async ({
	server,
	request
}) => {
	const before = await soundRecord(request);
	const { code, output } = await runImport(server.dataDir, EXAMPLE);
	expect(code).toBe(1);
	expect(output).toContain('Sign in as a leader and import on the page Workspace → Import');
	expect(output).toContain('or stop the server and run this again.');
	expect(await soundRecord(request)).toEqual(before);
});

test('a preview where no instance lives says so, and makes none', async () => {
	const dataDir = join(await newDirectory('nowhere'), 'data');
	const refused = await runImport(dataDir, EXAMPLE, '--preview');
	expect(refused.code).toBe(1);
	expect(refused.output).toContain(`No Waymark instance lives in ${dataDir}`);
	const fresh = await runImport(dataDir, EXAMPLE, '--preview', '--create');
	expect(fresh).toMatchObject({ code: 0, output: expect.stringContaining('would add') });
	const nobody = await runOperator(dataDir, ...LEADER);
	expect(nobody).toMatchObject({ code: 1, output: expect.stringContaining('No Waymark instance') });
	expect(existsSync(dataDir)).toBe(false);
});

test('the command line gives an imported organization its leader', async () => {
	const dataDir = await copyOf('empty');
	await runImport(dataDir, EXAMPLE);
	const wrong = await runOperator(dataDir, ...LEADER.with(4, 'ada'));
	expect(wrong.code).toBe(2);
	expect(wrong.output).toContain('--email must be an e-mail address');
	const added = await runOperator(dataDir, ...LEADER);
	expect(added.code).toBe(0);
	expect(added.output).toContain('Ada Nkemelu is a leader of anthropic now');
	const again = await runOperator(dataDir, ...LEADER);
	expect(again).toMatchObject({ code: 1, output: expect.stringContaining('already, as leader') });
});

test('a port that is taken is named', async ({ server }) => {
	const second = new Server(await copyOf('empty'), server.port, { DEMO: 'off' });
	expect(await second.ended).toEqual({ code: 1, signal: null });
	expect(second.output).toContain(`Port ${server.port} is in use.`);
});

test('an environment that cannot be used is refused with a readable list', async () => {
	const dataDir = await newDirectory('refused');
	const start = async (variables: Record<string, string>) => {
		const running = new Running(['src/server.ts'], { DATA_DIR: dataDir, ...variables });
		expect((await running.ended).code).toBe(1);
		expect(running.output).not.toMatch(/^\s+at /m);
		return running.output;
	};
	const listed = await start({ PORT: '70000', DEMO: 'no', ORIGIN: 'https://roadmap.example/path' });
	expect(listed).toMatch(
		/^Waymark is starting…\nThe environment cannot be used:\n {2}PORT must be .+\n {2}ORIGIN must be .+\n {2}DEMO must be .+\nSee \.env\.example\.\n$/
	);
	expect(
		await start({
			DEMO: 'on',
			SUPABASE_URL: 'https://project.supabase.example',
			SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
			SUPABASE_SECRET_KEY: 'sb_secret_x'
		})
	).toContain('DEMO cannot be "on" with SUPABASE_URL');
});

test('an open demonstration listens on this machine alone unless HOST says otherwise', async () => {
	const dataDir = await copyOf('demonstration');
	// Of the addresses that lead to this machine, one on which only who listens everywhere answers.
	const reaches = (port: number) =>
		fetch(`http://127.0.0.2:${port}/healthz`).then(
			({ status }) => status,
			() => 'refused'
		);
	for (const [HOST, outcome] of [
		['', 'refused'],
		['0.0.0.0', 200]
	] as const) {
		const port = await freePort();
		const variables = { HOST, PORT: String(port), DATA_DIR: dataDir, DEMO: 'on' };
		const running = new Running(['src/server.ts'], variables);
		await running.printed(/Waymark is ready on/);
		expect(running.output).toMatch(/^Waymark is starting…\n/);
		expect(await reaches(port)).toBe(outcome);
		expect(await running.kill('SIGTERM')).toEqual({ code: 0, signal: null });
	}
});

test('a data directory that others can get into is refused with what to do', async () => {
	const dataDir = await copyOf('empty');
	await chmod(dataDir, 0o755);
	const server = new Server(dataDir, await freePort(), { DEMO: 'off' });
	expect(await server.ended).toEqual({ code: 1, signal: null });
	expect(server.output).toContain(`Close it to them with "chmod 700 ${dataDir}"`);
	expect(server.output).not.toMatch(/^\s+at /m);
});

test('without a mail server it says what cannot be sent, and the operator makes a link', async ({
	playwright
}) => {
	const dataDir = await copyOf('empty');
	await runImport(dataDir, EXAMPLE);
	const nobodyYet = await runOperator(dataDir, 'set-up-link');
	expect(nobodyYet).toMatchObject({ code: 0, output: expect.stringContaining('/set-up?token=') });
	const leader = await runOperator(dataDir, ...LEADER);
	const command = `DATA_DIR=${dataDir} npm run operator -- sign-in-link --email ada@anthropic.example`;
	expect(leader.output).toContain(command);
	const setUp = await runOperator(dataDir, 'set-up-link');
	expect(setUp.code).toBe(1);
	expect(setUp.output).toContain('No link was made. Somebody can sign in already.');
	expect(setUp.output).not.toContain('token=');
	const nobody = await runOperator(dataDir, 'sign-in-link', '--email', 'nobody@x.example');
	expect(nobody).toMatchObject({
		code: 1,
		output: expect.stringContaining('Nobody has an account')
	});
	const made = await runOperator(dataDir, 'sign-in-link', '--email', 'ada@anthropic.example');
	expect(made.code).toBe(0);
	const token = new URL(/http\S+\/sign-in\/link\?token=\S+/.exec(made.output)![0]).searchParams;

	const server = await startServer(dataDir, { DEMO: 'off' });
	await server.printed(/neither sign-in codes nor notices can be sent/);
	const request = await playwright.request.newContext({
		baseURL: server.origin,
		extraHTTPHeaders: { origin: server.origin, accept: 'text/html' }
	});
	const asked = await request.post('/workspace/sign-in?/send', {
		form: { email: 'ada@anthropic.example' }
	});
	expect(await asked.text()).toContain('This instance has no mail server');
	const signIn = await (await request.get('/workspace/sign-in')).text();
	expect(signIn).toContain('ask whoever runs it for a link that signs you in');
	expect(signIn).not.toContain('Send a code');
	const form = { token: token.get('token')! };
	const entered = await request.post('/workspace/sign-in/link', { form });
	expect(entered.url()).toBe(`${server.origin}/workspace/anthropic`);
	const account = await (await request.get('/workspace/account')).text();
	expect(account).toContain('An address is changed by a link in an e-mail');
	expect(account).not.toMatch(/Send a code|or a code|New e-mail address/);
	expect(server.output).not.toContain(form.token);
	expect(await server.stop()).toEqual({ code: 0, signal: null });
});

/** Figures of method 2 in scoring.md, rounded to two decimals; areas read claimed / evidenced / n. */
const WORKED_EXAMPLES = [
	'2026-02-18 | –/–/0 | –/–/0 | –/–/0 | –/–/0 | –/– | – of 0',
	'2026-03-30 | 0.00/0.00/3 | 0.00/0.00/2 | 25.00/8.33/3 | 0.00/0.00/1 | 6.25/2.08 | – of 0',
	'2026-05-16 | 20.00/10.00/5 | 0.00/0.00/2 | 33.33/16.67/3 | 0.00/0.00/1 | 13.33/6.67 | 66.58 of 3',
	'2026-07-10 | 20.00/10.00/5 | 0.00/0.00/2 | 33.33/16.67/3 | 100.00/50.00/1 | 38.33/19.17 | 74.45 of 4',
	'2026-11-29 | 20.00/10.00/5 | 0.00/0.00/2 | 33.33/16.67/3 | 100.00/50.00/1 | 38.33/19.17 | 49.63 of 6'
];

test('an import from the command line gives the worked examples of the scoring', async ({
	playwright
}) => {
	const dataDir = await copyOf('empty');
	const preview = await runImport(dataDir, EXAMPLE, '--preview');
	expect(preview).toMatchObject({ code: 0, output: expect.stringContaining('would add') });
	const first = await runImport(dataDir, EXAMPLE);
	expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/anthropic: added \d+/) });
	const second = await runImport(dataDir, EXAMPLE);
	expect(second).toMatchObject({ code: 0, output: expect.stringContaining('nothing to add') });
	const broken = join(dataDir, 'broken.json');
	await writeFile(broken, '{ "format": "safety-roadmap/1", "goals": [] }');
	const third = await runImport(dataDir, broken);
	expect(third).toMatchObject({ code: 1, output: expect.stringContaining('organization: ') });

	const server = await startServer(dataDir, { DEMO: 'off' });
	const request = await playwright.request.newContext({ baseURL: server.origin });
	const two = (score: number | null) =>
		score === null ? '–' : (Math.round(Number((score * 100).toFixed(6))) / 100).toFixed(2);
	const found = [];
	for (const asOf of WORKED_EXAMPLES.map((line) => line.slice(0, 10))) {
		const { overall, areas } = await scorecardOf(request, 'anthropic', asOf);
		const cells = [areas.security, areas.alignment, areas.safeguards, areas.policy].map(
			({ claimed, evidenced, n }) => `${two(claimed)}/${two(evidenced)}/${n}`
		);
		const total = `${two(overall.claimed)}/${two(overall.evidenced)}`;
		found.push(
			[asOf, ...cells, total, `${two(overall.delivery.rate)} of ${overall.delivery.n}`].join(' | ')
		);
	}
	expect(found).toEqual(WORKED_EXAMPLES);
	expect(await server.stop()).toEqual({ code: 0, signal: null });
});
