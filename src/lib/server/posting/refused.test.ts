import { expect, test } from 'vitest';
import { refused } from './refused.ts';

const asked = { token: '', submit: false };
const type = async (code: string, file: boolean) => {
	const answer = await refused({ code, message: 'Said.' }, { ...asked, file }, () => '');
	return ((await answer.json()) as { type: string }).type.split('/').at(-1);
};

test.each([
	['file_missing', 'unexpected', 'invalid-update'],
	['not_allowed', 'unexpected', 'invalid-update'],
	['bad_file', 'invalid-file', 'invalid-file'],
	['invalid', 'invalid-file', 'invalid-update'],
	['file_not_sent', 'invalid-file', 'invalid-update'],
	['unavailable', 'unavailable', 'unavailable']
])('%s is %s of a file, and %s of an update', async (code, ofFile, ofUpdate) => {
	expect(await type(code, true)).toBe(ofFile);
	expect(await type(code, false)).toBe(ofUpdate);
});

test('of a file that Storage did not take nothing is said of an update’s items', async () => {
	const answer = await refused(
		{ code: 'file_missing', message: 'Remove its item.' },
		{ ...asked, file: true },
		() => ''
	);
	expect(await answer.json()).toMatchObject({ detail: 'The file was not stored. Send it again.' });
});
