import { expect, test } from 'vitest';
import { check } from '../form.ts';
import { teamForm, ticked } from './team-form.ts';

test('only what was ticked or unticked counts', () => {
	const form = new FormData();
	for (const value of ['a', 'b']) form.append('member.was', value);
	for (const value of ['b', 'c']) form.append('member', value);
	expect(ticked(form, 'member')).toEqual({ added: ['c'], removed: ['a'] });
	expect(ticked(form, 'other')).toEqual({ added: [], removed: [] });
});

test('a team needs a name', () => {
	expect(check(teamForm, { name: 'Red' })).toEqual({ ok: true, value: { name: 'Red' } });
	expect(check(teamForm, { name: ' ' })).toEqual({
		ok: false,
		errors: { name: 'must not be empty' }
	});
});
