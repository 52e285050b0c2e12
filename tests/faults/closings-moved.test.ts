import { copyFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { initWithStorage } from '../../src/lib/server/backend/file-storage.ts';
import { migrate, MIGRATIONS } from '../../src/lib/server/backend/migrations.ts';
import { connectTo, type TestDatabase } from '../support/database.ts';
import { must, outcome } from '../support/outcome.ts';
import { foldRecord, readEntries } from '../support/record.ts';
import { registration } from '../support/open-world.ts';
import { draftUpdate, publishNew } from '../support/world.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

/** A database made by the version before closings were drafts, which this version opens. */

const MOVED = '20261203000000_closings.sql';
const LEADER = '00000000-0000-4000-8000-000000000001';
/** What two goals of it were closed as, and by whom; the third was imported. */
type Old = { seq: number; body: string; envelope: string; leaf_hash: string };
type Closing = { id: string; published_seq: number; created_by: string };

let database: TestDatabase;
let before: Old[];
let closing: Closing;
let unsettled: string;
let logged: number;

beforeAll(async () => {
	const directory = mkdtempSync(join(tmpdir(), 'waymark-test-'));
	const older = join(directory, 'migrations');
	mkdirSync(older);
	for (const file of readdirSync(MIGRATIONS).filter((name) => name < MOVED))
		copyFileSync(join(MIGRATIONS, file), join(older, file));
	const connection = await createPgliteConnection({ url: join(directory, 'postgres') });
	const app = new App({ connection, auth: { jwt_secret: 'a secret '.repeat(8) } });
	await initWithStorage(app, join(directory, 'storage'));
	const sql = connection.driver;
	await migrate(sql, older);
	const one = async <T>(query: string, parameters: unknown[] = []): Promise<T> =>
		(await sql.query<{ it: T }>(`select (${query}) as it`, parameters)).rows[0]!.it;

	await sql.query(`insert into auth.users (id, email) values ($1, 'lea@example.org')`, [LEADER]);
	const acme = await one<string>(`public.operator_set_up('acme', $1, $2, 'Lea')`, [
		registration('Acme'),
		LEADER
	]);
	// As she does it from here on.
	await sql.query(`select set_config('request.jwt.claim.sub', $1, false)`, [LEADER]);
	const draft = (key: string) =>
		one<string>(`public.create_goal($1, $2)`, [
			acme,
			{ key, area: 'policy', title: key, statement: 'S.', criteria: [], effective_on: '2026-01-01' }
		]);
	const publish = (goal: string) =>
		one(`public.publish_revision((select id from public.goal_revisions where goal_id = $1))`, [
			goal
		]);
	const whole = await draft('whole');
	await publish(whole);
	const halves = [await draft('half'), await draft('other')];
	await one(`public.close_goal($1, 'split', 'Too large.', '2026-02-01', $2)`, [whole, halves]);
	const delivered = await draft('delivered');
	await publish(delivered);
	const update = await one<string>(
		`public.save_progress_update($1, '{"effective_on": "2026-02-01", "grade": 4, "narrative": "N."}',
		   '[{"kind": "link", "visibility": "public", "title": "T", "url": "https://example.org", "criteria": []}]')`,
		[delivered]
	);
	await one(`public.publish_progress_update($1)`, [update]);
	await one(`public.close_goal($1, 'delivered', 'Done.', '2026-03-01', '{}')`, [delivered]);
	await draft('open').then(publish);
	await one(`public.autosave($1, '/workspace/acme/goals/open/close', 'Close', $2)`, [
		acme,
		{ as: 'split', reason: 'Half a rea', effective_on: '2026-02-01', successors: halves }
	]);
	const importing = async (slug: string) => {
		// It had another word for a reworded title.
		const steps = stepsOf(`of-${slug}`).map((step) =>
			'change' in step ? { ...step, change: 'editorial' } : step
		);
		const id = await one<string>(`public.operator_begin_import($1, $2, 0, $3)`, [
			slug,
			registration(slug),
			steps.length
		]);
		await sql.exec('set role service_role');
		await one(`public.add_import_steps($1, 1, $2::jsonb)`, [id, JSON.stringify(steps)]);
		await one(`public.rehearse_import($1, 100)`, [id]);
		const settle = () => one(`public.settle_import($1, 100)`, [id]);
		await one(`public.publish_import($1)`, [id]);
		return { id, settle };
	};
	await (await importing('settled')).settle();
	unsettled = (await importing('unsettled')).id;
	await sql.exec('reset role');

	before = (
		await sql.query<Old>(
			'select seq::int, body, envelope, leaf_hash from public.record_entries order by seq'
		)
	).rows;
	[closing] = (
		await sql.query<Closing>(
			`select id, published_seq::int, created_by from public.closings where goal_id = $1`,
			[whole]
		)
	).rows as [Closing];
	logged = await one<number>('select count(*)::int from public.activity');
	await connection.close();
	database = await connectTo(directory);
});
afterAll(() => database.close());

test('every closing is in the record as it was, and stands beside its text', async () => {
	const after = await readEntries(database);
	expect(
		after.map(({ seq, body, envelope, leaf_hash }) => ({ seq, body, envelope, leaf_hash }))
	).toEqual(before);
	for (const { kind, body, goal, closed_as } of after) {
		const { goal: key = null, as = null } = JSON.parse(body);
		expect([goal, closed_as], kind).toEqual([key, as]);
	}
	expect(after.filter(({ kind }) => kind === 'goal.closed')).toHaveLength(4);
	const { goals } = (await foldRecord(database)).organizations.get('acme')!;
	expect(goals.get('half')!.predecessor).toBe('whole');
});

test('whoever closed a goal has a draft for it, and the log the line that it had', async () => {
	const { rows: drafts } = await database.backend.database.query(
		`select id, kind, subject, seen_by, facts, created_by, published_seq::int from public.drafts order by published_seq`
	);
	expect(drafts).toMatchObject([
		{ ...closing, kind: 'goal.closed', subject: 'whole', seen_by: 'leaders', facts: {} },
		{ subject: 'delivered' }
	]);
	const { rows: lines } = await database.backend.database.query(
		`select a.name, a.subject, g.key from public.activity a join public.goals g on g.id = a.goal_id
		 where a.action = 'drafts.published' and a.detail = 'goal.closed' order by a.id`
	);
	expect(lines).toMatchObject([
		{ name: 'split', subject: closing.id, key: 'whole' },
		{ name: 'delivered', key: 'delivered' }
	]);
	const { rows } = await database.backend.database.query<{ n: number }>(
		'select count(*)::int as n from public.activity'
	);
	expect(rows).toEqual([{ n: logged }]);
});

test('what is closed stays closed, and what was cut off goes on', async () => {
	const { operator } = database;
	const leader = await database.signUp('new@example.org');
	const member = { slug: 'acme', person: leader.id, role: 'leader', person_name: 'New' };
	await must(operator.rpc('operator_add_member', member));
	const { client } = leader;
	const goals = await must(client.from('goals').select('id, key, organization_id'));
	const { id, organization_id: acme } = goals.find(({ key }) => key === 'whole')!;
	await must(client.rpc('set_two_person_rule', { organization: acme, enforced: false }));
	const late = await draftUpdate(client, id, {}, []);
	expect(await outcome(client.rpc('publish_progress_update', { progress_update: late }))).toBe(
		'goal_closed'
	);
	const facts = { as: 'withdrawn', reason: 'R.', successors: [], effective_on: '2026-04-01' };
	const close = (goal: string) => publishNew(client, acme, 'goal.closed', { goal, ...facts });
	expect(await outcome(close('whole'))).toBe('goal_closed');
	expect(await outcome(close('open'))).toBe('ok');

	const settled = await must(operator.rpc('settle_import', { import: unsettled, at_most: 100 }));
	expect(settled).toMatchObject({ state: 'settled' });
	const { rows } = await database.backend.database.query(
		`select g.key, p.key as predecessor from public.goals g join public.goals p on p.id = g.predecessor_id
		 where g.key ~ '^of-' order by g.key`
	);
	expect(rows).toEqual(
		['settled', 'unsettled'].map((slug) => ({ key: `of-${slug}-next`, predecessor: `of-${slug}` }))
	);
});

test('a form that was being typed names its successors as it does now', async () => {
	const { rows } = await database.backend.database.query<{ typed: object }>(
		'select typed from public.autosaves'
	);
	expect(rows).toMatchObject([
		{ typed: { reason: 'Half a rea', successors: ['half', 'other'], seen: '' } }
	]);
	expect(rows[0]!.typed).toHaveProperty('draft');
});
