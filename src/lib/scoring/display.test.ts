import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { displayScore } from './display.ts';

test('rounds half up to whole numbers', () => {
	expect([0, 12.4, 12.5, 12.6, 99.5, 100].map(displayScore)).toEqual([
		'0',
		'12',
		'13',
		'13',
		'100',
		'100'
	]);
});

test('rounds a half that float error left just below itself up, and no other', () => {
	expect(displayScore(12.499999999999998)).toBe('13');
	expect(displayScore(12.4999999)).toBe('12');
});

test('shows a dash where there is no score', () => {
	expect(displayScore(null)).toBe('–');
});

test.prop([fc.double({ min: 0, max: 100, noNaN: true })])(
	'is within a half of the score',
	(score) => {
		expect(Math.abs(Number(displayScore(score)) - score)).toBeLessThanOrEqual(0.5 + 1e-9);
	}
);
