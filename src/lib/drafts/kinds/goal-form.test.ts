import { expect, test } from 'vitest';
import { check } from '../form.ts';
import { blankGoal, goalForm, readGoal, typedGoal, withKey } from './goal-form.ts';
import { formOf } from '../testing.ts';

const TODAY = '2026-11-21';
const complete = {
	title: 'Two people for every release',
	key: 'two-people',
	area: 'security',
	statement: 'No release\r\nwithout two people.',
	'criteria.0': 'Enforced in CI',
	'criteria.1': '  ',
	'criteria.2': 'Audited',
	'target.basis': 'stated',
	'target.on': '2027-03-31',
	'target.note': '',
	outlook: '',
	effective_on: TODAY,
	seen: ''
};
const errorsOf = (fields: object) => {
	const checked = check(goalForm(TODAY), readGoal(formOf({ ...complete, ...fields })));
	return checked.ok ? {} : checked.errors;
};

test('a filled form becomes the columns of a draft, blank criteria left out', () => {
	expect(check(goalForm(TODAY), readGoal(formOf(complete)))).toEqual({
		ok: true,
		value: {
			title: 'Two people for every release',
			key: 'two-people',
			area: 'security',
			statement: 'No release\nwithout two people.',
			criteria: ['Enforced in CI', 'Audited'],
			condition_text: null,
			condition_threshold: null,
			target_on: '2027-03-31',
			target_within: null,
			target_basis: 'stated',
			target_note: null,
			outlook: null,
			translation: null,
			effective_on: TODAY
		}
	});
});

test('a draft needs only a title and an area: the key is made from the title', () => {
	const form = formOf({ ...complete, key: '', statement: '', 'target.basis': 'none' });
	const typed = withKey(readGoal(form), new Set());
	expect(typed.key).toBe('two-people-for-every-release');
	expect(withKey(readGoal(form), new Set([typed.key])).key).toBe('two-people-for-every-release-2');
	expect(withKey({ ...typed, key: '', title: '双人发布' }, new Set()).key).toBe('security-1');
	const checked = check(goalForm(TODAY), typed);
	expect(checked).toMatchObject({ ok: true, value: { statement: '', target_on: null } });
});

test('every mistake is named beside its own field at once', () => {
	const errors = errorsOf({
		title: ' ',
		key: 'Two people',
		area: '',
		'target.on': '',
		outlook: 'sunny',
		effective_on: '2026-11-22'
	});
	expect(errors).toEqual({
		title: 'must not be empty',
		key: 'must be lower-case letters and digits in words joined by single hyphens',
		area: 'must be chosen',
		'target.on': 'is needed',
		outlook: 'must be one of likely, feasible, unlikely',
		effective_on: 'lies ahead: today is 2026-11-21 (UTC)'
	});
});

test.each([
	[{ title: '模型安全', key: '' }, { key: 'is needed' }],
	[{ 'target.basis': '' }, { 'target.basis': 'must be stated, derived or none' }],
	[{ 'criteria.2': 'x'.repeat(100_001) }, { 'criteria.2': 'is longer than 100,000 characters' }],
	[{ statement: 'a\u0000b' }, { statement: expect.stringContaining('cannot be stored') }],
	[{ effective_on: '2026-02-30' }, { effective_on: 'must be a calendar day written YYYY-MM-DD' }],
	[{ 'target.basis': 'none', 'target.on': 'soon' }, {}]
])('%j', (fields, errors) => {
	expect(errorsOf(fields)).toEqual(errors);
});

const conditional = {
	...complete,
	'condition.applies': 'yes',
	'condition.text': 'A model can do it',
	'condition.threshold': 'By our tests',
	'target.within': '９０'
};

test('a condition makes days of the day', () => {
	const typed = readGoal(formOf(conditional));
	const checked = check(goalForm(TODAY), typed);
	expect(checked).toMatchObject({
		ok: true,
		value: {
			condition_text: 'A model can do it',
			condition_threshold: 'By our tests',
			target_on: null,
			target_within: 90,
			target_basis: 'stated'
		}
	});
	if (!checked.ok) throw new Error('the form is valid');
	const row = { ...checked.value, updated_at: '' };
	// The day that it cannot have is all that goes.
	expect(typedGoal(row, row, TODAY)).toMatchObject({
		condition: typed.condition,
		target: { ...typed.target, on: '', within: '90' }
	});
	const unconditional = readGoal(formOf({ ...conditional, 'condition.applies': 'no' }));
	expect(unconditional.condition.text).toBe('A model can do it');
	expect(check(goalForm(TODAY), unconditional)).toMatchObject({
		value: { condition_text: null, condition_threshold: null, target_on: '2027-03-31' }
	});
});

test('what a condition lacks is said beside its field', () => {
	const errorsIn = (fields: object) => errorsOf({ ...conditional, ...fields });
	expect(errorsIn({ 'condition.text': '', 'target.within': '' })).toEqual({
		'condition.text': 'is needed',
		'target.within': 'is needed'
	});
	for (const days of ['soon', '1.5', '-1', '36526'])
		expect(errorsIn({ 'target.within': days })).toEqual({
			'target.within': 'must be a whole number of days from 0 to 36525'
		});
	expect(errorsIn({ 'target.basis': 'none', 'target.within': '' })).toEqual({});
	expect(
		errorsIn({ 'condition.threshold': '', 'translation.condition.threshold': '按我们的测试' })
	).toEqual({ 'condition.threshold': 'is needed' });
});

test('a condition is translated with the rest, and its translation goes with it', () => {
	const translated = { ...conditional, 'translation.condition.text': '模型能做到' };
	const stored = (fields: Record<string, string>) =>
		check(goalForm(TODAY), readGoal(formOf(fields)));
	expect(stored(translated)).toMatchObject({
		value: { translation: { language: 'zh', title: '', condition: { text: '模型能做到' } } }
	});
	const checked = stored({
		...translated,
		'condition.applies': 'no',
		'translation.title': '标题'
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
	expect(checked.value.translation).not.toHaveProperty('condition');
});

test('what is stored comes back as it was typed', () => {
	const typed = readGoal(formOf(complete));
	const checked = check(goalForm(TODAY), typed);
	if (!checked.ok) throw new Error('the form is valid');
	const row = { ...checked.value, updated_at: '2026-11-21 10:00:00+00' };
	expect(typedGoal(row, row, TODAY)).toEqual({
		...typed,
		criteria: ['Enforced in CI', 'Audited'],
		translation: { ...typed.translation, criteria: ['', ''] },
		seen: row.updated_at
	});
});

test('a criterion keeps its translation when a blank row before it is dropped', () => {
	const translation = { 'translation.title': '标题', 'translation.criteria.2': '已审计' };
	const checked = check(goalForm(TODAY), readGoal(formOf({ ...complete, ...translation })));
	expect(checked).toMatchObject({
		ok: true,
		value: {
			criteria: ['Enforced in CI', 'Audited'],
			translation: { language: 'zh', title: '标题', criteria: ['', '已审计'] }
		}
	});
});

test('a translated criterion without its text is an error beside the text', () => {
	const fields = { ...complete, 'translation.criteria.1': '已审计' };
	expect(check(goalForm(TODAY), readGoal(formOf(fields)))).toEqual({
		ok: false,
		errors: { 'criteria.1': 'is needed' }
	});
});

test('a blank form has a row for a criterion, today as its day, and a target half a year ahead', () => {
	expect(blankGoal('2026-12-01').target.on).toBe('2027-06-30');
	expect(blankGoal(TODAY, 'policy')).toMatchObject({
		area: 'policy',
		criteria: [''],
		effective_on: TODAY,
		target: { basis: 'stated' }
	});
});

test('who replaces a newer draft has seen that one', () => {
	expect(readGoal(formOf({ ...complete, seen: 'old', replace: 'newer' })).seen).toBe('newer');
});
