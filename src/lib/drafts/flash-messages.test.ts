import { expect, test } from 'vitest';
import { FLASH_MESSAGES, flashMessage } from './flash-messages.ts';

test('an address names a message and never brings its own words', () => {
	expect(flashMessage('welcome')).toBe(FLASH_MESSAGES.welcome());
	for (const name of [null, '', 'Your account is locked', 'toString', '__proto__'])
		expect(flashMessage(name)).toBeNull();
});
