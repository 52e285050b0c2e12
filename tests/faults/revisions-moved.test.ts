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
import { draftUpdate, link, publishDrafts } from '../support/world.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

/** A database made by the version before revisions were drafts, which this version opens. */

const MOVED = '20261207000000_revisions.sql';
const LEADER = '00000000-0000-4000-8000-000000000001';
type Old = { seq: number; body: string; envelope: string; leaf_hash: string };

let database: TestDatabase;
let before: Old[];
let acme: string;
let revised: string;
let drafted: string;
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
	acme = await one<string>(`public.operator_set_up('acme', $1, $2, 'Lea')`, [
		registration('Acme'),
		LEADER
	]);
	// As she does it from here on.
	await sql.query(`select set_config('request.jwt.claim.sub', $1, false)`, [LEADER]);
	const me = await one<string>('select id from public.memberships');
	const draft = (key: string) =>
		one<string>(`public.create_goal($1, $2)`, [
			acme,
			{
				...{ key, area: 'policy', title: key, statement: 'S.', criteria: ['A', 'B'] },
				...{ effective_on: '2026-01-01', target_on: '2026-12-31', target_basis: 'stated' }
			}
		]);
	const revise = async (goal: string, more: Record<string, unknown>) => {
		const row = {
			...{ organization_id: acme, goal_id: goal, created_by: me, change: 'narrowed', title: 'T' },
			...{ statement: 'S.', criteria: ['A'], reason: 'R.', effective_on: '2026-02-01', ...more }
		};
		const columns = Object.keys(row);
		const { rows } = await sql.query<{ id: string }>(
			`insert into public.goal_revisions (${columns.join()})
			 values (${columns.map((_, at) => `$${at + 1}`).join()}) returning id`,
			Object.values(row)
		);
		return rows[0]!.id;
	};
	const publish = (revision: string) => one(`public.publish_revision($1)`, [revision]);
	const first = (goal: string) =>
		one<string>('select id from public.goal_revisions where goal_id = $1', [goal]);
	const whole = await draft('whole');
	await publish(await first(whole));
	revised = await revise(whole, {});
	await publish(revised);
	const translation = { language: 'zh', title: '标题', statement: '', criteria: [''] };
	drafted = await revise(whole, { outlook: 'likely', translation, effective_on: '2026-03-01' });
	const update = await one<string>(
		`public.save_progress_update($1, '{"effective_on": "2026-02-01", "grade": 1, "narrative": "N."}',
		   '[{"kind": "link", "visibility": "public", "title": "T", "url": "https://example.org", "criteria": [0]}]')`,
		[whole]
	);
	await one(`public.publish_progress_update($1)`, [update]);
	await draft('half');
	await publish(await first(await draft('open')));
	for (const key of ['whole', 'open'])
		await one(`public.autosave($1, $2, 'Revise', $3)`, [
			acme,
			`/workspace/acme/goals/${key}/revise`,
			{ title: 'Half a ti', seen: '' }
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
	logged = await one<number>('select count(*)::int from public.activity');
	await connection.close();
	database = await connectTo(directory);
});
afterAll(() => database.close());

const query = async <T>(text: string) => (await database.backend.database.query<T>(text)).rows;

test('every entry is in the record as it was, and stands beside how many criteria it has', async () => {
	const after = await readEntries(database);
	expect(
		after.map(({ seq, body, envelope, leaf_hash }) => ({ seq, body, envelope, leaf_hash }))
	).toEqual(before);
	for (const { kind, body, criteria } of after) {
		const list = JSON.parse(body).criteria as string[] | undefined;
		expect(criteria, kind).toBe(list?.length ?? null);
	}
	expect(after.filter(({ criteria }) => criteria !== null).length).toBeGreaterThan(4);
});

test('what waited is a draft under its id, and whoever revised a goal has one for it', async () => {
	const drafts = await query(
		`select id, kind, subject, seen_by, status, facts, published_seq is not null as published
		 from public.drafts order by published_seq`
	);
	expect(drafts).toEqual([
		{
			...{ id: revised, kind: 'goal.revised', subject: 'whole', seen_by: 'team', status: 'draft' },
			...{ facts: {}, published: true }
		},
		{
			...{ id: drafted, kind: 'goal.revised', subject: 'whole', seen_by: 'team', status: 'draft' },
			published: false,
			facts: {
				...{ goal: 'whole', change: 'narrowed', title: 'T', statement: 'S.', criteria: ['A'] },
				...{ reason: 'R.', outlook: 'likely', effective_on: '2026-03-01' },
				translation: { language: 'zh', title: '标题', statement: '', criteria: [''] }
			}
		}
	]);
	expect(
		await query(
			`select g.key, d.title, d.criteria, d.target_on::text from public.goal_drafts d
			 join public.goals g on g.id = d.goal_id`
		)
	).toEqual([{ key: 'half', title: 'half', criteria: ['A', 'B'], target_on: '2026-12-31' }]);
	expect(
		await query(
			`select a.action, a.name, a.subject from public.activity a where a.detail = 'goal.revised' order by a.id`
		)
	).toEqual([
		{ action: 'drafts.created', name: 'whole', subject: revised },
		{ action: 'drafts.published', name: 'narrowed', subject: revised },
		{ action: 'drafts.created', name: 'whole', subject: drafted }
	]);
	expect(await query('select count(*)::int as n from public.activity')).toEqual([{ n: logged }]);
});

test('it is gone on with, updates are measured as before, and what was cut off goes on', async () => {
	const { operator } = database;
	const leader = await database.signUp('new@example.org');
	const member = { slug: 'acme', person: leader.id, role: 'leader', person_name: 'New' };
	await must(operator.rpc('operator_add_member', member));
	const { client } = leader;
	await must(client.rpc('set_two_person_rule', { organization: acme, enforced: false }));
	const goals = await must(client.from('goals').select('id, key'));
	const idOf = (name: string) => goals.find(({ key }) => key === name)!.id;
	const late = (criterion: number) =>
		draftUpdate(client, idOf('whole'), { effective_on: '2026-02-01' }, [link([criterion])]);
	const report = async (progress_update: string) =>
		outcome(client.rpc('publish_progress_update', { progress_update }));
	expect(await report(await late(1))).toBe('unknown_criterion');
	expect(await report(await late(0))).toBe('ok');
	const submit = () => outcome(client.rpc('submit_draft', { draft: drafted }));
	expect(await submit()).toBe('translation_unfinished');
	const [{ facts, seen } = { facts: {}, seen: '' }] = await query<{ facts: object; seen: string }>(
		`select facts, to_json(updated_at) #>> '{}' as seen from public.drafts where id = '${drafted}'`
	);
	const call = { organization: acme, kind: 'goal.revised', draft: drafted, seen };
	await must(client.rpc('save_draft', { ...call, facts: { ...facts, translation: null } }));
	expect(await submit()).toBe('ok');
	expect(await outcome(publishDrafts(client, { id: drafted }))).toBe('ok');
	expect(await outcome(client.rpc('publish_goal', { goal: idOf('half') }))).toBe('ok');
	const { goals: folded } = (await foldRecord(database)).organizations.get('acme')!;
	expect(folded.get('whole')!.revisions.map(({ revision }) => revision)).toEqual([1, 2, 3]);

	const settled = await must(operator.rpc('settle_import', { import: unsettled, at_most: 100 }));
	expect(settled).toMatchObject({ state: 'settled' });
	expect(await query(`select count(*)::int as n from public.goals where key ~ '^of-'`)).toEqual([
		{ n: 4 }
	]);
});

test('a form that was being typed goes on as the draft that it was of', async () => {
	const rows = await query<{ form: string; typed: { draft: string } }>(
		'select form, typed from public.autosaves order by form desc'
	);
	expect(rows).toMatchObject([
		{ form: '/workspace/acme/goals/whole/revise', typed: { title: 'Half a ti', draft: drafted } },
		{ form: '/workspace/acme/goals/open/revise', typed: { title: 'Half a ti', seen: '' } }
	]);
	expect(rows[1]!.typed.draft).not.toBe(drafted);
});
