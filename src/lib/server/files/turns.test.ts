import { expect, test } from 'vitest';
import { turnsByKey } from './turns.ts';

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
