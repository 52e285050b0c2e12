import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
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
		/^The environment cannot be used:\n {2}PORT must be .+\n {2}ORIGIN must be .+\n {2}DEMO must be .+\nSee \.env\.example\.\n$/
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

/** Figures of scoring.md, rounded to two decimals; areas read claimed / evidenced / n. */
const WORKED_EXAMPLES = [
	'2026-02-18 | –/–/0 | –/–/0 | –/–/0 | –/–/0 | –/– | – of 0',
	'2026-03-30 | 0.00/0.00/3 | 0.00/0.00/2 | 25.00/12.50/3 | 0.00/0.00/1 | 6.25/3.13 | – of 0',
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
