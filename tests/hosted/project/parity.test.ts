import { beforeAll, expect, test, vi } from 'vitest';
import { readCatalogue, type Catalogue } from '../../../scripts/schema/catalogue.ts';
import { differences } from '../../../scripts/schema/differences.ts';
import { openScratch } from '../../../scripts/scratch-database.ts';
import { migrate } from '../../../src/lib/server/backend/migrations.ts';
import { pushMigrations } from './migrate.ts';
import { openEmptyProject } from './project.ts';
import type { Database, Defaults } from './platform.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The migrations make the same of a hosted project as of the embedded database. */

/** What differs all the same, by how its sentence begins, and why it may. */
const MAY_DIFFER: [begins: RegExp, why: string][] = [
	[
		/^(The|Only hosted has the) (schema|table|column \w+ of|function|trigger protect_\w+ on) (auth|storage)\b/,
		'is Auth’s or Storage’s own: there the services make it and own it, here the library does'
	],
	[
		/^Only hosted has the schema extensions:/,
		'is where a project keeps extensions; nothing of ours is in it or uses it'
	],
	[
		/^The row evidence of storage\.buckets differs:\n.*embedded: \{.*\}\n.*hosted: \{.*"versioning_status": "DISABLED".*\}$/,
		'has the columns that only Storage’s own table has'
	],
	[
		/^The schema public differs:\n[^]*\n *\+.*; postgres may usage; service_role may usage$/,
		'postgres owns the database there, and is told apart from its owner'
	],
	[
		/^The table supabase_migrations\.seed_files differs:/,
		'the library made it as whom it connected; neither of us uses it'
	],
	[
		/^Only hosted has the default privileges of supabase_admin on (tables|functions|sequences) in public:/,
		'is what a project gives away of what its superuser makes in public: nothing of ours'
	],
	[
		/^Only hosted has the default privileges of postgres on (tables|functions|sequences) in public:\n +postgres may [^;]*$/,
		'is what basics.sql left of what a project gives away: to its owner alone'
	]
];

let embedded: Catalogue;
let hosted: Record<Defaults, Catalogue>;
beforeAll(async () => {
	const scratch = await openScratch();
	await migrate(scratch.database);
	embedded = await readCatalogue(scratch.database);
	await scratch.close();
	hosted = { open: await afterPush('open'), closed: await afterPush('closed') };
});

/** A project with all migrations and, after them, these statements. */
async function afterPush(defaults: Defaults, more = ''): Promise<Catalogue> {
	const project = await openEmptyProject(defaults);
	await pushMigrations(project.database);
	if (more) await pushMigrations(project.database, [{ file: '9_more.sql', sql: more }]);
	const catalogue = await withoutMaintain(project.database);
	await project.close();
	return catalogue;
}

/** Embedded is Postgres 17, which has a right more to give, in this server’s version perhaps not. */
async function withoutMaintain(database: Database): Promise<Catalogue> {
	return withoutIt(await readCatalogue(database));
}
const withoutIt = (catalogue: Catalogue): Catalogue =>
	new Map([...catalogue].map(([name, text]) => [name, text.replaceAll(' maintain,', '')]));

const unexpected = (has: Catalogue) =>
	differences({ from: 'embedded', has: withoutIt(embedded) }, { from: 'hosted', has }).filter(
		(sentence) => !MAY_DIFFER.some(([begins]) => begins.test(sentence))
	);

test('a project has what the embedded database has, with the same rights', () => {
	expect(unexpected(hosted.open)).toEqual([]);
	expect(hosted.open.size).toBeGreaterThan(1000);
});

test('each exception is one', () => {
	const all = differences(
		{ from: 'embedded', has: embedded },
		{ from: 'hosted', has: hosted.open }
	);
	for (const [begins, why] of MAY_DIFFER)
		expect(
			all.some((sentence) => begins.test(sentence)),
			why
		).toBe(true);
});

test('whether a project gives away by default what is new says nothing', () => {
	const given = differences(
		{ from: 'open', has: hosted.open },
		{ from: 'closed', has: hosted.closed }
	);
	expect(
		given.filter((sentence) => !/^Only open has the default privileges/.test(sentence))
	).toEqual([]);
});

test('what would differ is said', async () => {
	const has = await afterPush(
		'open',
		`alter default privileges in schema public grant all on sequences to anon;
		create table public.more (id bigserial);
		drop policy teams_upload_evidence on storage.objects;
		alter policy members_see_goals on public.goals using (true);
		create policy more on storage.buckets for all using (true)`
	);
	expect(unexpected(has).map((sentence) => sentence.split('\n')[0])).toEqual([
		'Only hosted has the column id of public.more:',
		'Only hosted has the default privileges of postgres on sequences in public:',
		'The policy members_see_goals on public.goals differs:',
		'Only hosted has the policy more on storage.buckets:',
		'Only embedded has the policy teams_upload_evidence on storage.objects:',
		'Only hosted has the sequence public.more_id_seq:',
		'Only hosted has the table public.more:'
	]);
});
