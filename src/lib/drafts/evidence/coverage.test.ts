import { expect, test } from 'vitest';
import { carryOver, inForce, uncovered } from './coverage.ts';

const revisions = [
	{ number: 1, effective_on: '2026-01-10', criteria: ['a', 'b'] },
	{ number: 2, effective_on: '2026-05-01', criteria: ['b', 'c'] },
	{ number: 3, effective_on: '2026-05-01', criteria: ['b'] }
];

test.each([
	['2026-01-09', undefined],
	['2026-01-10', 1],
	['2026-04-30', 1],
	['2026-05-01', 3]
])('on %s revision %s is in force', (day, number) => {
	expect(inForce(revisions, day)?.number).toBe(number);
});

test('says which criteria no item names', () => {
	expect(uncovered(['a', 'b', 'c'], [{ criteria: ['0'] }, { criteria: [2] }])).toEqual([1]);
	expect(uncovered(['a'], [{ criteria: [0] }])).toEqual([]);
});

test('without criteria any item supports the goal', () => {
	expect(uncovered([], [])).toEqual([0]);
	expect(uncovered([], [{ criteria: [] }])).toEqual([]);
});

test('criteria are carried over by their text', () => {
	expect(carryOver(['0', '1'], ['a', 'b'], ['b', 'c'])).toEqual(['0']);
});
