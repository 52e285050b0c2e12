import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openHosted } from '../../src/lib/server/backend/hosted.ts';
import { DatabaseOfAnotherVersion } from '../../src/lib/server/backend/migrations.ts';
import { freePort } from '../e2e/support/app.ts';
import { open } from '../support/open.ts';
import { copyOf, EMPTY } from '../support/templates.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const directories: string[] = [];
/** A data directory whose database ran that migration too. */
async function directoryWith(version: string): Promise<string> {
	const directory = await copyOf(EMPTY);
	directories.push(directory);
	const { database, close } = await open(directory);
	await database.query(
		`insert into supabase_migrations.schema_migrations (version, name) values ('${version}', 'x')`
	);
	await close();
	return directory;
}

afterAll(() => {
	for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

async function refusal(directory: string): Promise<string> {
	const error = await open(directory).then(
		async ({ close }) => close(),
		(error: unknown) => error
	);
	expect(error).toBeInstanceOf(DatabaseOfAnotherVersion);
	return (error as Error).message;
}

describe('a data directory from before the baseline', () => {
	let directory: string;
	beforeAll(async () => {
		directory = await directoryWith('20261121000023');
	});

	test('is refused with the way out, and let go', async () => {
		const said = await refusal(directory);
		expect(said).toContain('cannot take it over. Nothing in it was changed.');
		expect(said).toContain('/api/v1/organizations/{slug}/roadmap.json');
		expect(said).toContain('npm run import -- FILE');
		expect(said).toContain(
			'Files of evidence, drafts, members, answers to reviews and certified scorecards do not come along.'
		);
		// The first attempt left no lock behind.
		expect(await refusal(directory)).toBe(said);
	});

	test.each([
		['the server', 'src/server.ts', []],
		['the import', 'scripts/import.ts', [join('supabase', 'examples', 'anthropic.json')]],
		[
			'the operator',
			'scripts/operator.ts',
			['add-leader', '--organization=x', '--email=a@example.org', '--name=A']
		],
		['the notices', 'scripts/notices.ts', []]
	])('is refused by %s alike', async (_, program, parameters) => {
		// The server listens before it opens its directory.
		const PORT = String(await freePort());
		const { status, stderr } = spawnSync(process.execPath, [program, ...parameters], {
			env: { ...process.env, DATA_DIR: directory, DEMO: 'off', HOST: '127.0.0.1', PORT },
			encoding: 'utf8'
		});
		expect(stderr).toMatch(/^This database was made by a version of Waymark from before/);
		// A sentence for a person, and no trace of the program.
		expect(stderr.trim().split('\n')).toHaveLength(2);
		expect(status).toBe(1);
	});
});

test('a data directory of a newer version is refused as that', async () => {
	expect(await refusal(await directoryWith('29991231235959'))).toBe(
		'This database was made by a newer version of Waymark (migration 29991231235959). Nothing in it was changed. Start that version, or a newer one.'
	);
});

test('a hosted project from before the baseline is refused as well', async () => {
	const directory = await copyOf(EMPTY);
	directories.push(directory);
	const { database, fetch, close, publishableKey, secretKey } = await open(directory);
	const { url, stop } = await answeredBy(fetch);
	const hosted = () => openHosted({ url, publishableKey, secretKey });
	await expect(hosted()).resolves.toMatchObject({ kind: 'hosted' });

	await database.exec('alter table public.record_entries drop column envelope');
	const error = await hosted().catch((error: unknown) => error);
	expect(error).toBeInstanceOf(DatabaseOfAnotherVersion);
	expect((error as Error).message).toContain(
		'Then give this version an empty Supabase project (npx supabase db push), and import the file'
	);
	stop();
	await close();
});

/** Requests over HTTP, answered as by a hosted project. */
async function answeredBy(answer: typeof fetch): Promise<{ url: string; stop(): void }> {
	const server = createServer(async ({ url, headers }, response) => {
		const { status, body } = await answer(`http://embedded.localhost${url}`, {
			headers: headers as HeadersInit
		});
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(body && Buffer.from(await new Response(body).arrayBuffer()));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
