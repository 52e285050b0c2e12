import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turns, turnsByKey } from './turns.ts';

test('no more run at once than may, all get their turn in order, and a failure gives its own back', async () => {
	const inTurn = turns(2);
	let running = 0;
	let most = 0;
	const begun: number[] = [];
	const work = (number: number) =>
		inTurn(async () => {
			begun.push(number);
			most = Math.max(most, (running += 1));
			await sleep(1);
			running -= 1;
			if (number === 1) throw new Error('failed');
			return number;
		});
	const done = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
	expect(most).toBe(2);
	expect(begun).toEqual([0, 1, 2, 3, 4]);
	expect(done.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(
		1
	);
});

test('of one key one runs at a time and in order, failed or not; other keys do not wait', async () => {
	const inTurn = turnsByKey();
	const said: string[] = [];
	let go = () => {};
	const held = new Promise<void>((resolve) => (go = resolve));
	const slow = inTurn('a', async () => {
		await held;
		said.push('slow');
		throw new Error('failed');
	});
	const next = inTurn('a', async () => said.push('next'));
	await inTurn('b', async () => said.push('other'));
	expect(said).toEqual(['other']);
	go();
	await expect(slow).rejects.toThrow('failed');
	await next;
	await inTurn('a', async () => said.push('last'));
	expect(said).toEqual(['other', 'slow', 'next', 'last']);
});
