import { expect, test } from 'vitest';
import { originals, standsDelivered } from './corrections.ts';

const over = (corrects: Record<string, string>) => originals<string>((update) => corrects[update]);

test('a correction goes back to the first update, through others', () => {
	const original = over({ second: 'first', third: 'second' });
	expect(['third', 'first', 'second', 'other'].map(original)).toEqual([
		'first',
		'first',
		'first',
		'other'
	]);
});

test('a chain may be long, and every part of it is looked at once', () => {
	let asked = 0;
	const original = originals<number>((update) => {
		asked += 1;
		return update === 0 ? undefined : update - 1;
	});
	const updates = Array.from({ length: 100_000 }, (_, index) => index).reverse();
	expect(new Set(updates.map(original))).toEqual(new Set([0]));
	expect(asked).toBeLessThan(300_000);
});

test('a forged chain that comes back to itself ends somewhere', () => {
	const original = over({ itself: 'itself', one: 'other', other: 'one' });
	expect(original('itself')).toBe('itself');
	expect(['one', 'other']).toContain(original('one'));
});

test('what stands is the last correction by that day', () => {
	const updates = [
		{ effective_on: '2026-03-01', grade: 4 },
		{ effective_on: '2026-04-01', grade: 3 }
	];
	expect(standsDelivered(updates, ['a', 'a'], '2026-02-28')).toBe(false);
	expect(standsDelivered(updates, ['a', 'a'], '2026-03-31')).toBe(true);
	expect(standsDelivered(updates, ['a', 'a'], '2026-04-01')).toBe(false);
	expect(standsDelivered(updates, ['a', 'b'], '2026-04-01')).toBe(true);
});
