import type { PGlite } from '@supabase/lite/pglite';

/**
 * Runs work against the embedded database and takes back whatever it did, requests included. The library
 * begins and commits once for each request, on the one connection there is: meanwhile that begin and
 * commit a savepoint.
 */
export type Undone = <T>(work: () => Promise<T>) => Promise<T>;

/** What a request sets for the rest of its transaction, which here goes on after it. */
const OF_A_REQUEST = [
	'request.jwt.claim.sub',
	'request.jwt.claim.role',
	'request.jwt.claims',
	'request.method',
	'request.path',
	'request.headers',
	'response.status',
	'response.headers',
	'storage.operation'
];
const COMMITTED = `
	set constraints all immediate;
	release savepoint request;
	reset role;
	select ${OF_A_REQUEST.map((name) => `set_config('${name}', '', true)`).join()};`;
const ROLLED_BACK = 'rollback to savepoint request; release savepoint request;';

/** What it returns can be used inside itself. One piece of work at a time. */
export function undoing(database: Pick<PGlite, 'exec' | 'query'>): Undone {
	const query = database.query.bind(database);
	const exec = database.exec.bind(database);
	let depth = 0;
	let inRequest = false;

	database.query = async (sql: string, ...rest: never[]) => {
		if (depth === 0) return query(sql, ...rest);
		if (/^begin\b/i.test(sql)) {
			await exec('savepoint request');
			inRequest = true;
			return nothing();
		}
		if (/^(commit|rollback)$/i.test(sql)) {
			inRequest = false;
			await exec(/^commit$/i.test(sql) ? COMMITTED : ROLLED_BACK);
			return nothing();
		}
		if (inRequest) return query(sql, ...rest);
		// What fails outside a transaction takes nothing else along.
		await exec('savepoint alone');
		try {
			const answer = await query(sql, ...rest);
			await exec('release savepoint alone');
			return answer as never;
		} catch (error) {
			await exec('rollback to savepoint alone; release savepoint alone');
			throw error;
		}
	};

	return async (work) => {
		const point = `work_${++depth}`;
		await exec(depth === 1 ? 'begin' : `savepoint ${point}`);
		try {
			return await work();
		} finally {
			await exec(
				depth === 1 ? 'rollback' : `rollback to savepoint ${point}; release savepoint ${point}`
			);
			depth--;
		}
	};
}

const nothing = () => ({ rows: [], fields: [], affectedRows: 0 }) as never;
