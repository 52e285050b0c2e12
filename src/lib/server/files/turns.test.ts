import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turns } from './turns.ts';

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
