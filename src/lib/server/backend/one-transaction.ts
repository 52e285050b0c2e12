import { AsyncLocalStorage } from 'node:async_hooks';
import type { PGlite } from '@supabase/lite/pglite';

/**
 * One transaction at a time on the embedded database's one connection. The library begins one for each
 * request and waits for nobody: of two at once, the statements of one would run with the role and the
 * claims of the other, or, once the other has committed, with the owner's rights.
 */

/**
 * Makes the queries of other requests wait while a transaction is open. What it returns runs one request,
 * whose transactions are then its own; one that the request leaves open is rolled back, or all others
 * would wait for ever. What it asks once it is over is refused: there is no telling in whose name.
 */
export function oneTransactionAtATime(
	database: Pick<PGlite, 'query'>
): <T>(work: () => Promise<T>) => Promise<T> {
	const requests = new AsyncLocalStorage<object>();
	const query = database.query.bind(database);
	const over = new WeakSet<object>();
	let holder: object | null = null;
	let waiting: (() => void)[] = [];
	const release = () => {
		holder = null;
		const next = waiting;
		waiting = [];
		for (const wake of next) wake();
	};
	database.query = async (sql: string, ...rest: never[]) => {
		const me = requests.getStore() ?? {};
		const begins = /^begin\b/i.test(sql);
		// A request that begins a second one waits for its own first.
		while (holder !== null && (begins || holder !== me))
			await new Promise<void>((wake) => waiting.push(wake));
		if (over.has(me)) throw new Error('The request that asks this is over.');
		if (begins) holder = me;
		try {
			return await query(sql, ...rest);
		} catch (error) {
			if (begins) release();
			throw error;
		} finally {
			if (holder === me && /^(commit|rollback)$/i.test(sql)) release();
		}
	};
	return (work) => {
		const me = {};
		return requests.run(me, async () => {
			try {
				return await work();
			} finally {
				over.add(me);
				if (holder === me) await query('rollback').finally(release);
			}
		});
	};
}
