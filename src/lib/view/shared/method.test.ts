import { expect, test } from 'vitest';
import { withMethod } from './method.ts';

test('an address names the method only where it is not the newest', () => {
	expect(withMethod('/acme#goals', 2)).toBe('/acme#goals');
	expect(withMethod('/acme', 1)).toBe('/acme?method=1');
	expect(withMethod('/acme?as_of=2026-01-01#goals', 1)).toBe(
		'/acme?as_of=2026-01-01&method=1#goals'
	);
});
