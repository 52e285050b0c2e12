import { expect, test } from 'vitest';
import type { Change } from '../../record/vocabulary.ts';
import { identify } from './criteria.ts';

const through = (...revisions: [Change | null, ...string[]][]) =>
	identify(revisions.map(([label, ...criteria]) => ({ label, criteria })));

test('a criterion keeps its identity by its place, whatever becomes of its words', () => {
	expect(
		through([null, 'A', 'B'], ['reworded', 'A', 'C'], ['strengthened', 'A', 'C', 'D'])
	).toEqual([
		[1, 2],
		[1, 2],
		[1, 2, 3]
	]);
});

test('in a narrowed revision by its words first', () => {
	expect(through([null, 'A', 'B', 'C'], ['narrowed', 'c.', 'A'])).toEqual([
		[1, 2, 3],
		[3, 1]
	]);
});

test('then each of the rest takes the next identity left', () => {
	expect(through([null, 'A', 'B', 'C', 'D'], ['narrowed', 'X', 'C', 'Y'])).toEqual([
		[1, 2, 3, 4],
		[1, 3, 2]
	]);
});

test('each match is used once, and what is left over is gone for good', () => {
	expect(
		through([null, 'A', 'A', 'B'], ['narrowed', 'A', 'A'], ['narrowed', 'A', 'A', 'A', 'B'])
	).toEqual([
		[1, 2, 3],
		[1, 2],
		[1, 2, 4, 5]
	]);
});

test('a list that came back is a new one', () => {
	expect(through([null, 'A'], ['narrowed'], ['strengthened', 'A'])).toEqual([[1], [], [2]]);
});
