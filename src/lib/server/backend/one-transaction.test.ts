import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@supabase/lite/pglite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { oneTransactionAtATime } from './one-transaction.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: PGlite;
let asOneRequest: ReturnType<typeof oneTransactionAtATime>;
beforeAll(async () => {
	database = await PGlite.create();
	await database.exec('create table notes (note text)');
	asOneRequest = oneTransactionAtATime(database);
});
afterAll(() => database.close());

const notes = async () =>
	(await database.query<{ note: string }>('select note from notes')).rows.map(({ note }) => note);
const add = (note: string) => database.query('insert into notes values ($1)', [note]);

test('what others ask waits for the end of a transaction', async () => {
	let other: Promise<unknown> = Promise.resolve();
	await asOneRequest(async () => {
		await database.query('begin');
		other = asOneRequest(async () => {
			expect(await notes()).toEqual(['one', 'two']);
			await database.query('delete from notes');
		});
		await add('one');
		await add('two');
		await database.query('commit');
	});
	await other;
	expect(await notes()).toEqual([]);
});

test('a transaction that its request leaves open is rolled back, and nobody waits for ever', async () => {
	const left = asOneRequest(async () => {
		await database.query('begin');
		await add('half');
		throw new Error('The request ended here.');
	});
	await expect(left).rejects.toThrow('ended here');
	expect(await asOneRequest(notes)).toEqual([]);
	await asOneRequest(async () => {
		await database.query('begin');
		await add('half');
	});
	expect(await asOneRequest(notes)).toEqual([]);
});

test('what a request asks once it is over is refused, and holds nobody up', async () => {
	let late: Promise<unknown>[] = [];
	await asOneRequest(async () => {
		await database.query('begin');
		await database.query('create role visitor');
		await database.query('set local role visitor');
		// Asked within the request, answered after it.
		late = ['select current_user', 'begin'].map((sql) => sleep(50).then(() => database.query(sql)));
	});
	for (const answer of late) await expect(answer).rejects.toThrow('is over');
	expect(await asOneRequest(notes)).toEqual([]);
});
