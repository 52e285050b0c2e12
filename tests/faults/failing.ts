import type { TestDatabase } from '../support/database.ts';

/**
 * Where publishing is made to fail: when the n-th entry from now has been written, or when the
 * workspace row is marked as published after it.
 */
export type FailurePoint = { entry: number } | { row: string };

/** Runs the work with a database that fails at that point. */
export async function failingAt<T>(
	{ backend }: TestDatabase,
	point: FailurePoint,
	work: () => Promise<T>
): Promise<T> {
	const table = 'row' in point ? point.row : 'record_entries';
	await backend.database.exec(`
		create function private.fail() returns trigger language plpgsql as $$
		begin raise exception 'forced failure' using errcode = '55W99'; end $$;
		${
			'row' in point
				? `create trigger forced before update on public.${table} for each row
				     when (new.published_seq is not null) execute function private.fail();`
				: `do $$ begin execute format('create trigger forced after insert on public.record_entries
				     for each row when (new.seq >= %s) execute function private.fail()',
				     (select coalesce(max(seq), 0) + ${point.entry} from public.record_entries)); end $$;`
		}`);
	try {
		return await work();
	} finally {
		await backend.database.exec(
			`drop trigger forced on public.${table}; drop function private.fail();`
		);
	}
}
