import { expect, test } from 'vitest';
import { check } from '../form.ts';
import {
	factsOfRevision,
	readRevision,
	revisionDraftOf,
	revisionForm,
	revisionOf,
	typedRevision
} from './revision-form.ts';
import { formOf } from '../testing.ts';

const TODAY = '2026-11-21';
const current = {
	title: 'Publish evaluations',
	statement: 'Within 30 days.',
	criteria: ['Report out'],
	target_on: '2027-01-31',
	target_within: null,
	target_basis: 'derived',
	target_note: 'end of the quarter',
	outlook: 'likely',
	translation: null,
	effective_on: '2026-03-01'
};

const unconditional = { condition_text: null, condition_threshold: null };

test('a revision starts from the current text, takes effect today and gives no change or reason yet', () => {
	expect(revisionOf(current, TODAY, 'new')).toMatchObject({
		title: 'Publish evaluations',
		target: { basis: 'derived', on: '2027-01-31', note: 'end of the quarter' },
		effective_on: TODAY,
		change: '',
		reason: '',
		seen: ''
	});
});

test('the kind of change is needed for a draft, the reason only for publishing', () => {
	const target = { basis: 'stated', on: '2027-02-28', within: '', note: '' };
	const typed = { ...revisionOf(current, TODAY, 'new'), change: 'date_moved', target };
	expect(check(revisionForm(TODAY, current), typed)).toMatchObject({
		ok: true,
		value: { change: 'date_moved', reason: null, target_on: '2027-02-28' }
	});
	expect(check(revisionForm(TODAY, current), revisionOf(current, TODAY, 'new'))).toEqual({
		ok: false,
		errors: { change: 'must be chosen' }
	});
});

test('a revision cannot take effect before the last one', () => {
	const typed = {
		...revisionOf(current, TODAY, 'new'),
		change: 'editorial',
		effective_on: '2026-02-28'
	};
	expect(check(revisionForm(TODAY, current), typed)).toEqual({
		ok: false,
		errors: {
			effective_on: 'must not come before 2026-03-01, when the last revision took effect'
		}
	});
});

test('a revision is called what it is, and changes something', () => {
	const said = (fields: object) => {
		const checked = check(revisionForm(TODAY, current), {
			...revisionOf(current, TODAY, 'new'),
			change: 'editorial',
			...fields
		});
		return checked.ok ? {} : checked.errors;
	};
	expect(said({})).toEqual({ '': expect.stringContaining('says what the goal says already') });
	expect(said({ title: 'Publish all evaluations' })).toEqual({
		change: expect.stringContaining('words of the title')
	});
	expect(said({ title: 'Publish all evaluations', change: 'reworded' })).toEqual({});
	expect(said({ criteria: [] })).toEqual({
		change: expect.stringContaining('a criterion was removed')
	});
	expect(said({ criteria: ['Somebody looks'] })).toEqual({
		change: expect.stringContaining('criterion 1 says something else')
	});
	expect(said({ criteria: ['Somebody looks'], change: 'narrowed' })).toEqual({});
	expect(said({ criteria: ['Report out.'] })).toEqual({});
	const none = { basis: 'none', on: '', within: '', note: '' };
	expect(said({ target: none })).toEqual({
		change: expect.stringContaining('must be another, since the target date changes')
	});
	expect(said({ target: none, change: 'strengthened' })).toEqual({
		change: expect.stringContaining('moves later or is dropped')
	});
	expect(said({ target: none, change: 'narrowed' })).toEqual({});
});

test('reads the change and the reason beside the text', () => {
	const form = formOf({ title: 'T', change: 'narrowed', reason: ' One lab left. ' });
	expect(readRevision(form, unconditional)).toMatchObject({
		title: 'T',
		change: 'narrowed',
		reason: 'One lab left.'
	});
});

test('what is saved as a draft is what its entry will say, and comes back as it was typed', () => {
	const typed = {
		...revisionOf(current, TODAY, 'a-draft'),
		change: 'strengthened',
		reason: 'More of it.',
		criteria: ['Report out', 'Data out'],
		translation: {
			...revisionOf(current, TODAY, '').translation,
			title: '发布评估',
			criteria: ['', '数据']
		}
	};
	const checked = check(revisionForm(TODAY, current), typed);
	if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
	const facts = factsOfRevision('evals', checked.value, current);
	expect(facts).toEqual({
		goal: 'evals',
		change: 'strengthened',
		reason: 'More of it.',
		title: 'Publish evaluations',
		statement: 'Within 30 days.',
		criteria: ['Report out', 'Data out'],
		target: { on: '2027-01-31', basis: 'derived', note: 'end of the quarter' },
		outlook: 'likely',
		translation: { language: 'zh', title: '发布评估', statement: '', criteria: ['', '数据'] },
		effective_on: TODAY
	});
	const draft = { id: 'a-draft', updated_at: '2026-11-21T12:00:00Z', facts };
	expect(typedRevision(draft, TODAY, unconditional)).toEqual({
		...typed,
		seen: '2026-11-21T12:00:00Z'
	});
});

test('of a conditional goal the days change and the condition stays, whatever the form says of it', () => {
	const conditional = {
		...current,
		condition_text: 'A model can do it',
		condition_threshold: null,
		target_on: null,
		target_within: 90,
		translation: {
			language: 'zh',
			title: '标题',
			statement: '陈述',
			criteria: ['报告'],
			condition: { text: '模型能做到' }
		}
	};
	const typed = revisionOf(conditional, TODAY, 'a-draft');
	expect(typed).toMatchObject({
		condition: { applies: 'yes', text: 'A model can do it' },
		target: { basis: 'derived', on: '', within: '90' }
	});
	const said = (fields: object) =>
		check(revisionForm(TODAY, conditional), { ...typed, change: 'editorial', ...fields });
	// Nothing of the condition's translation is lost or counted: it stands in the first revision.
	expect(said({})).toMatchObject({ errors: { '': expect.stringContaining('says already') } });
	const later = { ...typed.target, within: '180' };
	expect(said({ target: later })).toMatchObject({
		errors: { change: expect.stringContaining('the target date changes') }
	});
	const checked = said({ target: later, change: 'date_moved', reason: 'Harder.' });
	if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
	const facts = factsOfRevision('evals', checked.value, conditional);
	expect(facts).toMatchObject({ target_within: { days: 180, basis: 'derived' } });
	expect(facts).not.toHaveProperty('target');
	expect(facts).not.toHaveProperty('condition');
	expect(facts.translation).not.toHaveProperty('condition');
	const draft = { id: 'a-draft', updated_at: '', facts };
	expect(typedRevision(draft, TODAY, conditional)).toMatchObject({
		condition: { applies: 'yes', text: 'A model can do it' },
		target: later
	});
	const form = formOf({ 'condition.applies': 'no', 'condition.text': 'Anything' });
	expect(readRevision(form, conditional).condition).toEqual(typed.condition);
});

test('two kinds of change at once become two revisions, each with its own kind, reason and text', () => {
	const stored = {
		...current,
		translation: {
			language: 'zh',
			title: '标题',
			statement: '陈述',
			criteria: ['报告'],
			target_note: '季度末'
		}
	};
	const start = revisionOf(stored, TODAY, 'a-draft');
	const typed = {
		...start,
		criteria: ['Summary out'],
		target: { ...start.target, on: '2027-06-30', note: 'mid-year' },
		translation: {
			...start.translation,
			criteria: ['摘要'],
			target_note: '年中',
			reason: '措辞',
			second_reason: '延期'
		},
		change: 'narrowed',
		reason: 'A summary is what we can give.',
		two: 'yes' as const,
		then: { change: 'date_moved', reason: 'The lab is late.' }
	};
	const said = (fields: object) => check(revisionForm(TODAY, stored), { ...typed, ...fields });
	const checked = said({});
	if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
	const facts = factsOfRevision('evals', checked.value, stored);
	expect(facts).toMatchObject({
		change: 'narrowed',
		reason: 'A summary is what we can give.',
		criteria: ['Summary out'],
		target: { on: '2027-01-31', basis: 'derived', note: 'end of the quarter' },
		translation: { criteria: ['摘要'], target_note: '季度末', reason: '措辞' },
		then: {
			change: 'date_moved',
			reason: 'The lab is late.',
			criteria: ['Summary out'],
			target: { on: '2027-06-30', basis: 'derived', note: 'mid-year' },
			translation: { criteria: ['摘要'], target_note: '年中', reason: '延期' }
		}
	});
	expect(JSON.stringify(facts)).not.toContain('second_reason');
	const draft = { id: 'a-draft', updated_at: '', facts };
	expect(typedRevision(draft, TODAY, unconditional)).toEqual(typed);

	expect(said({ change: 'editorial' })).toMatchObject({
		errors: { change: expect.stringContaining('must be another') }
	});
	expect(said({ then: { change: 'strengthened', reason: '' } })).toMatchObject({
		errors: { 'then.change': expect.stringContaining('moves later') }
	});
	expect(said({ then: { change: '', reason: '' } })).toMatchObject({
		errors: { 'then.change': 'must be chosen' }
	});
	// One kind of change has no second.
	expect(said({ criteria: stored.criteria, change: 'date_moved' })).toMatchObject({
		errors: { two: expect.stringContaining('take the tick out') }
	});
});

test('a draft of any shape fills the form: what cannot be read is blank', () => {
	const blank = revisionDraftOf({});
	expect(blank).toMatchObject({ change: '', title: '', criteria: [], target_on: null });
	for (const facts of [null, 5, 'a', [], { title: {}, criteria: 'a', target: { on: 'a day' } }])
		expect(revisionDraftOf(facts)).toEqual(blank);
	const half = { title: 'T', criteria: [1], translation: { language: 'zh', criteria: {} } };
	expect(revisionDraftOf(half)).toMatchObject({
		title: 'T',
		criteria: [],
		translation: { language: 'zh', title: '', criteria: [] }
	});
	// Whoever asks for a thousand rows and more gets none.
	expect(revisionDraftOf({ criteria: Array(1_001).fill('a') }).criteria).toEqual([]);
});
