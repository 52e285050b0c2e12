import type { SupabaseClient } from '@supabase/supabase-js';
import { failure } from '../../src/lib/server/database/failure.ts';
import { undoing, type Undone } from '../support/savepoints.ts';
import type { World } from '../support/world.ts';
import type { Reach, RoleName, TableRow } from './matrix.ts';
import { attempts, makeRows, type Attempts, type Row, type Rows } from './rows.ts';

/** What each role reaches in a table, found by trying; whatever a try did is taken back. */

export type Verb = keyof TableRow[RoleName];
export const VERBS: Verb[] = ['select', 'insert', 'update', 'delete'];

type Answer = {
	data: Record<string, unknown>[] | null;
	error: { code: string; message: string } | null;
};

/** The answer to a read of these rows, asked for a few at a time: a database may answer with so many at most. */
export async function fewByFew(
	ids: string[],
	read: (some: string[]) => PromiseLike<unknown>
): Promise<Answer> {
	const data: Record<string, unknown>[] = [];
	for (let at = 0; at < ids.length; at += 5) {
		const answer = (await read(ids.slice(at, at + 5))) as Answer;
		if (answer.error) return answer;
		data.push(...(answer.data ?? []));
	}
	return { data, error: null };
}

export class Walker {
	readonly rows: Rows;
	/** Runs the work and takes back what it did. */
	readonly undone: Undone;
	private readonly world: World;
	private readonly tries: Attempts;

	private constructor(world: World, rows: Rows) {
		this.world = world;
		this.rows = rows;
		this.undone = undoing(world.backend.database);
		this.tries = attempts(world, rows);
	}

	static async in(world: World): Promise<Walker> {
		return new Walker(world, await makeRows(world));
	}

	// Without the generated types: a table's name is a variable here.
	clientOf(role: RoleName): SupabaseClient {
		const { world } = this;
		if (role === 'anonymous') return world.anonymous as unknown as SupabaseClient;
		if (role === 'operator') return world.operator as unknown as SupabaseClient;
		return world[role].client as unknown as SupabaseClient;
	}

	/** The role's row of the matrix for that table, as it is in fact. */
	async walk(role: RoleName, table: string): Promise<Record<Verb, string>> {
		const found: Partial<Record<Verb, string>> = {};
		for (const verb of VERBS) found[verb] = await this.reach(role, table, verb);
		return found as Record<Verb, string>;
	}

	/** One cell of that row. */
	async reach(role: RoleName, table: string, verb: Verb): Promise<string> {
		const from = () => this.clientOf(role).from(table);
		const { key, change } = this.tries[table]!;
		const all = this.rows[table]!;
		const ids = all.map(({ id }) => id);
		const reach = async (request: PromiseLike<unknown>) =>
			reachOf(all, (await request) as Answer, key);
		if (verb === 'insert') return this.undone(() => this.insertOutcome(role, table));
		if (verb === 'select') return reach(fewByFew(ids, (some) => from().select(key).in(key, some)));
		return this.undone(() => {
			const request = verb === 'update' ? from().update(change) : from().delete();
			return reach(request.in(key, ids).select(key));
		});
	}

	/** Whether the role makes a change that is nobody's to make. */
	async oversteps(role: RoleName, table: string): Promise<boolean> {
		const { key, never } = this.tries[table]!;
		if (!never) return false;
		const ids = this.rows[table]!.map(({ id }) => id);
		const request = this.clientOf(role).from(table).update(never).in(key, ids).select(key);
		return this.undone(async () => ((await request).data ?? []).length > 0);
	}

	/** The rows that a change or deletion of every row reaches, where none is asked for back. */
	async blind(role: RoleName, table: string, verb: 'update' | 'delete'): Promise<Row[]> {
		const { key, blind, change } = this.tries[table]!;
		const read = async () => {
			const { rows } = await this.world.backend.database.query<{ id: string; row: string }>(
				`select t.${key}::text as id, t::text as row from public.${table} t`
			);
			return new Map(rows.map(({ id, row }) => [id, row]));
		};
		const before = await read();
		return this.undone(async () => {
			const all = this.clientOf(role).from(table);
			await (verb === 'update' ? all.update(blind ?? change) : all.delete());
			const after = await read();
			return [...before.keys()]
				.filter((id) => after.get(id) !== before.get(id))
				.map((id) => this.rows[table]!.find((row) => row.id === id) ?? { id, kind: 'other' });
		});
	}

	/** One draft of each goal, and one choice per member: lets there be another. */
	async makeRoom(table: string, row: Record<string, unknown>): Promise<void> {
		if (table === 'goal_drafts')
			await this.sql(`delete from public.goal_drafts where goal_id = '${String(row.goal_id)}'`);
		if (table === 'notice_preferences') await this.sql('delete from public.notice_preferences');
	}

	/** Runs a statement as the owner, with no triggers and no foreign keys in its way. */
	async pastAll(text: string): Promise<void> {
		await this.sql(
			`set session_replication_role = replica; ${text}; reset session_replication_role;`
		);
	}

	private sql(text: string) {
		return this.world.backend.database.exec(text);
	}

	private async insertOutcome(role: RoleName, table: string): Promise<string> {
		// The insert that has the best chance: a member writes as themselves, anyone else as the leader.
		const { world } = this;
		const member = role === 'contributor' || role === 'reviewer' || role === 'removed';
		const row = this.tries[table]!.insert((member ? world[role] : world.leader).membership);
		await this.makeRoom(table, row);
		const { error } = await this.clientOf(role).from(table).insert(row);
		if (!error) return 'ok';
		if (error.code !== '42501') return error.message;
		return /row-level security/.test(error.message) ? 'refused' : 'denied';
	}
}

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
	const whole = (['published', 'draft', 'team', 'own'] as const).filter((kind) =>
		reached.some((row) => row.kind === kind)
	);
	if (kinds(reached) === kinds(all.filter(({ kind }) => (whole as string[]).includes(kind))))
		return whole.join(' and ');
	return `some: ${kinds(reached)}`;
}
