import { expect, test } from 'vitest';
import type { EvidenceRow } from '../evidence/evidence-form.ts';
import {
	backDated,
	dayLimits,
	deliveredBy,
	gradedBy,
	lastDay,
	lastPublished,
	revisionProblems,
	updateProblems
} from './readiness.ts';

const TODAY = '2026-11-21';
const item = (criteria: number[]): EvidenceRow => ({
	kind: 'link',
	visibility: 'public',
	title: 'Report',
	url: 'https://x.example/report',
	archived_url: null,
	sha256: null,
	criteria,
	redaction_category: null,
	redaction_description: null
});
const text = {
	title: 'T',
	statement: 'S',
	target_on: '2027-03-31' as string | null,
	target_within: null as number | null,
	target_basis: 'stated',
	target_note: null,
	outlook: null,
	translation: null
};
const update = {
	id: 'u1',
	corrects_id: null as string | null,
	effective_on: '2026-03-01',
	published_seq: 10 as number | null,
	grade: 3,
	narrative: 'Done.',
	translation: null,
	evidence: [item([0])]
};
const goal = {
	published_seq: 5 as number | null,
	revisions: [
		{ number: 1, effective_on: '2026-01-10', criteria: ['a', 'b'], ...text },
		{ number: 2, effective_on: '2026-05-01', criteria: ['b'], ...text }
	],
	updates: [update],
	closing: null as { effective_on: string } | null
};
const draft = {
	...update,
	id: 'u2',
	effective_on: TODAY,
	published_seq: null,
	narrative: 'Done, and more.',
	translation: null
};
const revision = {
	...text,
	title: 'Clearer',
	change: 'reworded',
	reason: 'R' as string | null,
	effective_on: TODAY as string | null,
	criteria: ['b']
};

test('a complete revision has nothing in its way', () => {
	expect(revisionProblems(revision, goal, TODAY)).toEqual([]);
	expect(
		revisionProblems(
			{ ...revision, change: 'published', reason: null },
			{ ...goal, revisions: [] },
			TODAY
		)
	).toEqual([]);
});

test.each([
	[{ statement: ' ' }, 'It has no statement: say what is promised.'],
	[{ reason: ' ' }, 'It has no public reason: say why the goal changes.'],
	[{ effective_on: null }, 'It has no day on which it takes effect.'],
	[{ effective_on: '2026-11-22' }, 'Its day lies ahead.'],
	[
		{ effective_on: '2026-04-30' },
		'Its day comes before 2026-05-01, when the last revision took effect.'
	]
])('a revision with %j cannot be published', (fields, problem) => {
	expect(revisionProblems({ ...revision, ...fields }, goal, TODAY)).toEqual([problem]);
});

test.each([
	[{ title: 'T', change: 'editorial' }, 'says what the goal says already'],
	[{ target_on: '2027-02-28' }, 'Kind of change must be another, since the target date'],
	[{ change: 'editorial' }, 'Kind of change must be another, since words of the title'],
	[
		{ title: 'T', target_on: null, change: 'strengthened' },
		'Kind of change cannot be strengthened'
	],
	[{ criteria: [], change: 'date_moved' }, 'Kind of change must be “narrowed”'],
	[
		{ title: 'T', criteria: ['x'], change: 'editorial' },
		'Kind of change must be another, since criterion 1'
	],
	[
		{ title: 'T', criteria: ['x'], change: 'date_moved' },
		'Kind of change must be another, since criterion 1'
	],
	[{ criteria: ['b', 'c'] }, 'Kind of change must be another, since a criterion is added']
])('a revision with %j is not what it says', (fields, problem) => {
	expect(revisionProblems({ ...revision, ...fields }, goal, TODAY)).toEqual([
		expect.stringContaining(problem)
	]);
});

test('a correction has to correct something that becomes public', () => {
	const empty = { ...draft, corrects_id: 'u1', narrative: '\n Done.' };
	const refused = [expect.stringContaining('says what the update says already')];
	expect(updateProblems(empty, update, goal, TODAY)).toEqual(refused);
	expect(updateProblems({ ...empty, grade: 2 }, update, goal, TODAY)).toEqual([]);
	expect(updateProblems({ ...empty, evidence: [] }, update, goal, TODAY)).toEqual([]);

	const hidden = {
		...item([0]),
		visibility: 'redacted',
		redaction_category: 'legal',
		redaction_description: 'Contract'
	};
	const redacted = { ...update, evidence: [hidden] };
	const elsewhere = { ...empty, evidence: [{ ...hidden, url: 'https://y.example' }] };
	const its = { ...goal, updates: [redacted] };
	expect(updateProblems(elsewhere, redacted, its, TODAY)).toEqual(refused);
});

test('a revision cannot take away what an update of its day or later rests on', () => {
	const cites = { ...update, effective_on: '2026-06-01', evidence: [item([1])] };
	const cited = { ...goal, updates: [cites] };
	expect(revisionProblems(revision, cited, TODAY)).toEqual([]);
	expect(revisionProblems({ ...revision, effective_on: '2026-06-01' }, cited, TODAY)).toEqual([
		'The update of 2026-06-01 rests on a criterion that this revision takes away. Let the revision take effect on a later day.'
	]);
	const day = '2026-06-01';
	const kept = {
		...revision,
		title: 'T',
		change: 'strengthened',
		effective_on: day,
		criteria: ['b', 'c']
	};
	expect(revisionProblems(kept, cited, TODAY)).toEqual([]);
});

test('the last published update is that of the latest day, as it was corrected last', () => {
	const later = { ...update, id: 'u3', effective_on: '2026-06-01', published_seq: 11 };
	const corrected = {
		...update,
		id: 'u4',
		corrects_id: 'u1',
		effective_on: '2026-09-01',
		published_seq: 12
	};
	const mended = { ...corrected, id: 'u5', corrects_id: 'u3', effective_on: '2026-07-01' };
	expect(lastPublished([draft, update])?.id).toBe('u1');
	expect(lastPublished([corrected, later, update])?.id).toBe('u3');
	expect(lastPublished([corrected, update])?.id).toBe('u4');
	expect(lastPublished([mended, corrected, later, update, draft])?.id).toBe('u5');
	expect(lastPublished([draft])).toBeUndefined();
});

test('of a later revision the condition and its translation are no part', () => {
	const translated = { language: 'zh', title: '标题', statement: '陈述', criteria: ['甲', '乙'] };
	const conditional = { ...revision, condition_text: 'If', translation: translated };
	const problems = (fields: object) =>
		revisionProblems({ ...conditional, ...fields }, { ...goal, updates: [] }, TODAY).filter(
			(each) => each.startsWith('The translation')
		);
	const two = { criteria: ['a', 'b'] };
	expect(problems(two)).toEqual([]);
	expect(problems({ ...two, change: 'published' })).toHaveLength(1);
	const condition = { text: '如果' };
	const whole = { ...two, change: 'published', translation: { ...translated, condition } };
	expect(problems(whole)).toEqual([]);
});

test('a closed goal is not revised, and only corrected', () => {
	const closed = { ...goal, closing: { effective_on: '2026-06-01' } };
	expect(revisionProblems(revision, closed, TODAY)).toHaveLength(1);
	expect(updateProblems(draft, undefined, closed, TODAY)).toEqual([
		'Its day comes after 2026-06-01, when the goal was closed.'
	]);
	expect(updateProblems({ ...draft, corrects_id: 'u1' }, update, closed, TODAY)).toEqual([]);
});

test.each([
	[{ narrative: '' }, 'It has no narrative: say what was done.'],
	[{ effective_on: '2026-11-22' }, 'Its day lies ahead.'],
	[{ effective_on: '2026-01-09' }, 'Its day comes before 2026-01-10, when the goal took effect.'],
	[
		{ corrects_id: 'u1', effective_on: '2026-02-28' },
		'Its day comes before 2026-03-01, that of the update it corrects.'
	],
	[
		{ grade: 4, effective_on: '2026-04-01' },
		'Grade 4 needs evidence for every criterion; none names criterion 2, “b”.'
	]
])('an update with %j cannot be published', (fields, problem) => {
	const corrected = 'corrects_id' in fields ? update : undefined;
	expect(updateProblems({ ...draft, ...fields }, corrected, goal, TODAY)).toEqual([problem]);
});

test('grade 4 of a goal without criteria needs some evidence', () => {
	const bare = { ...goal, revisions: [{ ...goal.revisions[0]!, criteria: [] }] };
	expect(updateProblems({ ...draft, grade: 4 }, undefined, bare, TODAY)).toEqual([]);
	expect(updateProblems({ ...draft, grade: 4, evidence: [] }, undefined, bare, TODAY)).toEqual([
		'Grade 4 needs evidence, and there is none.'
	]);
});

test('a draft goal takes no published updates', () => {
	expect(updateProblems(draft, undefined, { ...goal, published_seq: null }, TODAY)).toEqual([
		'The goal is a draft: publish the goal first.'
	]);
});

test('a correction is read against the revision of the day it goes back to', () => {
	const correction = { ...draft, corrects_id: 'u1' };
	const again = { ...draft, id: 'u3', corrects_id: 'u2' };
	const all = { ...goal, updates: [update, correction] };
	expect(gradedBy(draft, goal)?.number).toBe(2);
	expect(gradedBy(correction, goal)?.number).toBe(1);
	expect(gradedBy(again, all)?.number).toBe(1);
	expect(dayLimits(goal, update, TODAY)).toEqual({ today: TODAY, from: '2026-03-01', until: null });
});

test('a goal is delivered where grade 4 stands after corrections', () => {
	const four = { ...update, grade: 4 };
	const corrected = {
		...update,
		id: 'u2',
		corrects_id: 'u1',
		effective_on: '2026-04-01',
		published_seq: 11,
		grade: 2
	};
	expect(deliveredBy({ ...goal, updates: [four] }, '2026-03-01')).toBe(true);
	expect(deliveredBy({ ...goal, updates: [four] }, '2026-02-28')).toBe(false);
	expect(deliveredBy({ ...goal, updates: [four, corrected] }, '2026-03-31')).toBe(true);
	expect(deliveredBy({ ...goal, updates: [four, corrected] }, '2026-04-01')).toBe(false);
	expect(deliveredBy({ ...goal, updates: [{ ...four, published_seq: null }] }, TODAY)).toBe(false);
});

test('the last day counts what is published, corrections apart', () => {
	expect(lastDay(goal)).toBe('2026-05-01');
	expect(lastDay({ ...goal, updates: [draft] })).toBe('2026-05-01');
	expect(lastDay({ ...goal, updates: [{ ...draft, published_seq: 12 }] })).toBe(TODAY);
	expect(lastDay({ ...goal, updates: [{ ...draft, corrects_id: 'u1', published_seq: 12 }] })).toBe(
		'2026-05-01'
	);
});

test('only a day before today asks for a word', () => {
	expect([backDated('2026-11-07', TODAY), backDated(TODAY, TODAY), backDated(null, TODAY)]).toEqual(
		[14, null, null]
	);
});
