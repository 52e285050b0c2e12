import { emptyRecord } from '../../src/lib/record/fold.ts';
import { parseEntry } from '../../src/lib/record/parse.ts';
import type { RecordState } from '../../src/lib/record/state.ts';
import { foldWhole } from '../../src/lib/record/testing.ts';
import type { TestDatabase } from './database.ts';

export type StoredRow = {
	seq: number;
	organization_id: string;
	kind: string;
	recorded_at: string;
	effective_on: string;
	body: string;
	envelope: string;
	leaf_hash: string;
	goal: string | null;
	closed_as: string | null;
	criteria: number | null;
};

/** The record as anybody can read it, from the entry after `after` on. */
export async function readEntries(database: TestDatabase, after = 0): Promise<StoredRow[]> {
	const { rows } = await database.backend.database.query<StoredRow>(
		`select seq::int, organization_id, kind, to_json(recorded_at) #>> '{}' as recorded_at,
		   to_char(effective_on, 'YYYY-MM-DD') as effective_on, body, envelope, leaf_hash, goal, closed_as, criteria
		 from public.record_entries where seq > $1 order by seq`,
		[after]
	);
	return rows;
}

export async function lastNumber(database: TestDatabase): Promise<number> {
	const { rows } = await database.backend.database.query<{ seq: number }>(
		'select coalesce(max(seq), 0)::int as seq from public.record_entries'
	);
	return rows[0]!.seq;
}

/** Reads the record back as the server does, hashes and all. Throws where it would keep an entry raw. */
export async function foldRecord(
	database: TestDatabase,
	onto: RecordState = emptyRecord()
): Promise<RecordState> {
	const rows = await readEntries(database, onto.seq);
	return foldWhole(rows.map(parseEntry), onto);
}

/** Every row of every table, for a comparison before and after. */
export async function everything(database: TestDatabase): Promise<string[]> {
	const { database: sql } = database.backend;
	const { rows: tables } = await sql.query<{ name: string }>(
		`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
	);
	const all: string[] = [];
	for (const { name } of tables) {
		const { rows } = await sql.query<{ row: string }>(
			`select to_jsonb(t)::text as row from public.${name} as t`
		);
		all.push(...rows.map(({ row }) => `${name} ${row}`));
	}
	return all.sort();
}
