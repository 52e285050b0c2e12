import { expect, test } from 'vitest';
import { check } from '../form.ts';
import { stateOf, tokenForm } from './token-form.ts';

const typed = { name: 'Nightly', scopes: ['updates:draft'], days: '30' };

test('a token has a name, a scope and an end', () => {
	expect(check(tokenForm, typed)).toEqual({ ok: true, value: { ...typed, days: 30 } });
	expect(check(tokenForm, { name: ' ', scopes: [], days: '9999' })).toEqual({
		ok: false,
		errors: {
			name: 'must not be empty',
			scopes: 'must name at least one',
			days: 'must be one of 7, 30, 90, 365'
		}
	});
	const unknown = check(tokenForm, { ...typed, scopes: ['updates:publish'] });
	expect(unknown.ok).toBe(false);
});

test.each([
	[{ expires_at: '2026-03-02T10:00:00+00:00', revoked_at: null }, 'good', '2026-03-02'],
	[{ expires_at: '2026-03-01T11:59:59+00:00', revoked_at: null }, 'expired', '2026-03-01'],
	[
		{ expires_at: '2026-09-01T00:00:00+00:00', revoked_at: '2026-02-03T04:05:06+00:00' },
		'revoked',
		'2026-02-03'
	]
])('%j is %s', (token, state, day) => {
	expect(stateOf(token, '2026-03-01T12:00:00Z')).toEqual({ state, day });
});
