import { expect, test } from 'vitest';
import { NOTICES, notice } from './flash-messages.ts';

test('an address names a notice and never brings its own words', () => {
	expect(notice('welcome')).toBe(NOTICES.welcome());
	for (const name of [null, '', 'Your account is locked', 'toString', '__proto__'])
		expect(notice(name)).toBeNull();
});
