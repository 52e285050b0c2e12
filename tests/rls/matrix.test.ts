import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { failure } from '../../src/lib/server/failure.ts';
import { openWorld, type World } from '../support/world.ts';
import { calls } from './calls.ts';
import { FUNCTIONS, ROLES, TABLES, type Reach, type RoleName, type TableRow } from './matrix.ts';
import { attempts, makeRows, type Attempts, type Row, type Rows } from './rows.ts';
import { outcome } from '../support/outcome.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let rows: Rows;
let tries: Attempts;

beforeAll(async () => {
	world = await openWorld();
	rows = await makeRows(world);
	tries = attempts(world, rows);
	await keep();
});
afterAll(() => world.close());

// Without the generated types: a table's name is a variable here.
function clientOf(role: RoleName): SupabaseClient {
	if (role === 'anonymous') return world.anonymous as unknown as SupabaseClient;
	if (role === 'operator') return world.operator as unknown as SupabaseClient;
	return world[role].client as unknown as SupabaseClient;
}

/** The insert that has the best chance: a member writes as themselves, anyone else as the leader. */
function insertion(role: RoleName, table: string) {
	const member = role === 'contributor' || role === 'reviewer' || role === 'removed';
	return tries[table]!.insert((member ? world[role] : world.leader).membership);
}

const sql = (text: string) => world.backend.database.exec(text);

const KEPT = [
	'memberships',
	'goals',
	'goal_revisions',
	'progress_updates',
	'evidence',
	'reviews',
	'certification_proposals',
	'teams',
	'team_members',
	'goal_owners',
	'kept_forms',
	'activity'
];

/** Keeps the rows as they are now, for {@link undone}. */
async function keep(): Promise<void> {
	for (const table of KEPT) await sql(`create temp table kept_${table} as table public.${table}`);
}

/** Runs the request and takes back what it did. */
async function undone<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} finally {
		// As a replica: no triggers and no foreign keys stand in the way.
		const restore = KEPT.map(
			(table) =>
				`delete from public.${table}; insert into public.${table} overriding system value table kept_${table};`
		);
		await sql(
			`set session_replication_role = replica; ${restore.join('')} reset session_replication_role;`
		);
	}
}

type Answer = {
	data: Record<string, unknown>[] | null;
	error: { code: string; message: string } | null;
};

/** The reach that an answer shows, named by the kinds of rows in it. */
function reachOf(all: Row[], { data, error }: Answer, key: string): Reach | string {
	if (error) return failure(error).code === 'not_allowed' ? 'denied' : error.message;
	const found = new Set(data!.map((row) => String(row[key])));
	const reached = all.filter(({ id }) => found.has(id));
	if (reached.length === 0) return 'none';
	if (reached.length === all.length) return 'all';
	const kinds = (list: Row[]) =>
		list
			.map(({ kind }) => kind)
			.sort()
			.join();
	if (kinds(reached) === kinds(all.filter(({ kind }) => kind === 'own'))) return 'own';
	if (kinds(reached) === kinds(all.filter(({ kind }) => kind !== 'published'))) return 'drafts';
	if (kinds(reached) === kinds(all.filter(({ kind }) => kind === 'published'))) return 'published';
	return `some: ${kinds(reached)}`;
}

async function walk(role: RoleName, table: string) {
	const client = clientOf(role);
	const { key, change } = tries[table]!;
	const all = rows[table]!;
	const ids = all.map(({ id }) => id);
	const reach = async (request: PromiseLike<unknown>) =>
		reachOf(all, (await request) as Answer, key);
	return {
		select: await reach(client.from(table).select(key).in(key, ids)),
		insert: await undone(() => insertOutcome(client, role, table)),
		update: await undone(() => reach(client.from(table).update(change).in(key, ids).select(key))),
		delete: await undone(() => reach(client.from(table).delete().in(key, ids).select(key)))
	};
}

async function insertOutcome(
	client: SupabaseClient,
	role: RoleName,
	table: string
): Promise<string> {
	const row = insertion(role, table);
	// One draft revision per goal: make room for another.
	if (table === 'goal_revisions')
		await sql(`delete from public.goal_revisions where goal_id = '${String(row.goal_id)}'`);
	const { error } = await client.from(table).insert(row);
	if (!error) return 'ok';
	if (error.code !== '42501') return error.message;
	return /row-level security/.test(error.message) ? 'refused' : 'denied';
}

describe.each(Object.keys(TABLES))('%s', (table) => {
	test.each(ROLES)('as %s', async (role) => {
		expect(await walk(role, table)).toEqual((TABLES[table] as TableRow)[role]);
	});
});

describe.each(Object.keys(FUNCTIONS))('%s()', (name) => {
	test.each(ROLES)('as %s', async (role) => {
		const make = calls(world, rows)[name]!;
		const args = await make();
		const client = clientOf(role);
		expect(await outcome(client.rpc(name, args))).toBe(FUNCTIONS[name]![role]);
	});
});
