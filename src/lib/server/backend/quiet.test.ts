import { AuthApiError, AuthRetryableFetchError } from '@supabase/supabase-js';
import { expect, test, vi } from 'vitest';
import { log } from '../log.ts';
import { quietLibraries } from './quiet.ts';

test('of what the libraries print the log gets a line, or none where who asked is told', () => {
	// As in a process that has not begun, whichever tests ran here before.
	Reflect.deleteProperty(console, Symbol.for('waymark.quiet'));
	const printed = vi.fn();
	vi.spyOn(console, 'warn').mockImplementation(printed);
	vi.spyOn(console, 'error').mockImplementation(printed);
	const logged = vi.spyOn(log(), 'warn').mockImplementation(() => undefined);
	const refused = Object.assign(new Error('goal_closed'), { code: '22023', severity: 'ERROR' });
	const failed = Object.assign(new Error('out of memory'), { code: '53200', severity: 'ERROR' });
	quietLibraries();
	console.error('words');
	for (const level of ['warn', 'error'] as const)
		for (const error of [
			new AuthApiError('Invalid Refresh Token', 400, 'refresh_token_not_found'),
			refused,
			new AuthRetryableFetchError('fetch failed', 0),
			failed
		])
			console[level](error);
	expect(logged.mock.calls.map(([, message]) => message)).toEqual([
		...['fetch failed', 'out of memory'],
		...['fetch failed', 'out of memory']
	]);
	expect(printed.mock.calls).toEqual([['words']]);
	vi.restoreAllMocks();
});
