import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const FIELDS = ['key', 'area', 'revisions', 'updates', 'reviews', 'closed', 'effective_on', 'url'];

test.each([
	['revison', 'revisions'],
	['Updates', 'updates'],
	['effective-on', 'effective_on'],
	['effectiveOn', 'effective_on'],
	['aera', 'area'],
	['ulr', 'url'],
	['close', 'closed'],
	['review', 'reviews'],
	['status', undefined],
	['', undefined],
	['x'.repeat(100_000), undefined]
])('%.20s → %s', (name, expected) => {
	expect(nearest(name, FIELDS)).toBe(expected);
});
