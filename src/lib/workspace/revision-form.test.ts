import { expect, test } from 'vitest';
import { check } from './form.ts';
import { readRevision, revisionForm, revisionOf } from './revision-form.ts';
import { formOf } from './testing.ts';

const TODAY = '2026-11-21';
const current = {
	title: 'Publish evaluations',
	statement: 'Within 30 days.',
	criteria: ['Report out'],
	target_on: '2027-01-31',
	target_basis: 'derived',
	target_note: 'end of the quarter',
	outlook: 'likely',
	effective_on: '2026-03-01'
};

test('a revision starts from the current text, takes effect today and gives no change or reason yet', () => {
	expect(revisionOf(current, TODAY)).toMatchObject({
		title: 'Publish evaluations',
		target: { basis: 'derived', on: '2027-01-31', note: 'end of the quarter' },
		effective_on: TODAY,
		change: '',
		reason: '',
		seen: ''
	});
});

test('the kind of change is needed for a draft, the reason only for publishing', () => {
	const typed = { ...revisionOf(current, TODAY), change: 'date_moved' };
	expect(check(revisionForm(TODAY, '2026-03-01'), typed)).toMatchObject({
		ok: true,
		value: { change: 'date_moved', reason: null, target_on: '2027-01-31' }
	});
	expect(check(revisionForm(TODAY, '2026-03-01'), revisionOf(current, TODAY))).toEqual({
		ok: false,
		errors: { change: 'must be chosen' }
	});
});

test('a revision cannot take effect before the last one', () => {
	const typed = { ...revisionOf(current, TODAY), change: 'editorial', effective_on: '2026-02-28' };
	expect(check(revisionForm(TODAY, '2026-03-01'), typed)).toEqual({
		ok: false,
		errors: {
			effective_on: 'must not come before 2026-03-01, when the last revision took effect'
		}
	});
});

test('reads the change and the reason beside the text', () => {
	const form = formOf({ title: 'T', change: 'narrowed', reason: ' One lab left. ' });
	expect(readRevision(form)).toMatchObject({
		title: 'T',
		change: 'narrowed',
		reason: 'One lab left.'
	});
});
