import { expect, test } from 'vitest';
import { uncovered } from './coverage.ts';

test('says which criteria no item names', () => {
	expect(uncovered(['a', 'b', 'c'], [{ criteria: ['0'] }, { criteria: [2] }])).toEqual([1]);
	expect(uncovered(['a'], [{ criteria: [0] }])).toEqual([]);
});

test('without criteria any item supports the goal', () => {
	expect(uncovered([], [])).toEqual([0]);
	expect(uncovered([], [{ criteria: [] }])).toEqual([]);
});
