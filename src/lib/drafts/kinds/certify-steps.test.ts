import { expect, test } from 'vitest';
import { sameFigures } from './certify-steps.ts';

test('figures are the same in any order of their fields', () => {
	const one = { overall: { n: 1, claimed: 50 }, areas: {} };
	expect(sameFigures(one, { areas: {}, overall: { claimed: 50, n: 1 } })).toBe(true);
	expect(sameFigures(one, { areas: {}, overall: { claimed: 50.01, n: 1 } })).toBe(false);
});
