import { expect, test } from 'vitest';
import { closingForm, closingTyped, readClosing } from './closing-form.ts';
import { check } from '../form.ts';
import { formOf } from '../testing.ts';

const TODAY = '2026-11-21';
const candidates = [
	{ key: 'draft-1', title: 'First half', from: null, complete: true },
	{ key: 'draft-2', title: 'Second half', from: null, complete: true },
	{ key: 'empty', title: 'Not written', from: null, complete: false },
	{ key: 'begun', title: 'Begun', from: '2026-11-01', complete: true }
];
const limits = {
	today: TODAY,
	after: '2026-10-01',
	deliveredBy: (day: string) => day >= '2026-11-10',
	candidates
};
const closing = (as: string, successors: string[], effective_on = TODAY) =>
	check(
		closingForm(limits),
		readClosing(formOf({ as, successors, effective_on, reason: 'Because.' }))
	);
const errorOf = (...args: Parameters<typeof closing>) => {
	const checked = closing(...args);
	return checked.ok ? undefined : checked.errors.successors;
};

test('each kind has the number of successors that it may have', () => {
	expect(closing('superseded', ['draft-1']).ok).toBe(true);
	expect(closing('split', ['draft-1', 'draft-2']).ok).toBe(true);
	expect(errorOf('superseded', [])).toBe('must be exactly one for a superseded goal');
	expect(errorOf('superseded', ['draft-1', 'draft-2'])).toBe(
		'must be exactly one for a superseded goal'
	);
	expect(errorOf('split', ['draft-1'])).toBe('must be two or more for a split goal');
});

test('boxes that the kind hides are not meant', () => {
	expect(closing('withdrawn', ['draft-1'])).toMatchObject({ ok: true, value: { successors: [] } });
});

test('a published successor took effect on the very day; a draft is published complete', () => {
	expect(closing('superseded', ['begun'], '2026-11-01').ok).toBe(true);
	expect(errorOf('superseded', ['begun'])).toBe(
		'must take effect on the closing’s day, and “Begun” did on 2026-11-01'
	);
	expect(errorOf('superseded', ['empty'])).toBe(
		'must be complete, and the draft “Not written” has no statement yet'
	);
	expect(errorOf('superseded', ['of another area'])).toBe('must be chosen from the list');
});

test('the kind, a reason and a possible day are needed', () => {
	const typed = {
		as: '',
		reason: '',
		effective_on: '2026-09-30',
		successors: [],
		draft: '',
		seen: ''
	};
	expect(check(closingForm(limits), typed)).toEqual({
		ok: false,
		errors: {
			as: 'must be chosen',
			reason: 'must not be empty',
			effective_on: 'must not come before 2026-10-01, the day of the last revision or update'
		}
	});
});

test('delivered needs an update of grade 4 that stands on the day', () => {
	expect(closing('delivered', [], '2026-11-10').ok).toBe(true);
	expect(closing('delivered', [], '2026-11-09')).toEqual({
		ok: false,
		errors: {
			as: 'cannot be “delivered”: no published update of grade 4 stands on that day'
		}
	});
});

test('a draft fills the form as it was typed, and whatever else it may hold is blank', () => {
	const said = { as: 'split', reason: 'R.', effective_on: TODAY, successors: ['b', 'c'] };
	const facts = { goal: 'a', ...said };
	const stored = { id: 'd', updated_at: 'v' };
	expect(closingTyped({ ...stored, facts })).toEqual({ ...said, draft: 'd', seen: 'v' });
	const nothing = { as: '', reason: '', effective_on: '', successors: [], draft: 'd', seen: 'v' };
	for (const facts of [null, [], 'text', { as: 5, reason: {}, effective_on: '2026-02-30' }])
		expect(closingTyped({ ...stored, facts })).toEqual(nothing);
	for (const successors of ['a', [1], [null], { length: 1 }, Array(1_001).fill('a')])
		expect(closingTyped({ ...stored, facts: { ...facts, successors } }).successors).toEqual([]);
});
