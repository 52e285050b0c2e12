import { reviewOf, type ChosenReview } from '../../drafts/kinds/review-form.ts';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { reviewPublished } from '../../record/entries.ts';
import { fold } from '../../record/fold.ts';
import {
	closed,
	entries,
	link,
	organizationOf,
	published,
	registered,
	reported,
	reviewed
} from '../../record/testing.ts';
import { GRADES } from '../../record/vocabulary.ts';
import { days, histories } from '../../scoring/histories.ts';
import { newest } from '../../scoring/methods.ts';
import { closingEntry } from '../../drafts/kinds/closing-entry.ts';
import { reviewEntry } from '../../drafts/kinds/review-entry.ts';
import { revisionEntry } from '../../drafts/kinds/revision-entry.ts';
import { updateEntry } from '../../drafts/kinds/update-entry.ts';
import { scoreEffectOf, type ScoreEffect } from './score-effect.ts';

const TODAY = '2026-06-01';
const archived_url = 'https://perma.cc/A';
const organization = organizationOf([
	registered('2026-01-01'),
	published('2026-01-10', 'a', { area: 'alignment', target: '2026-12-31' }),
	published('2026-01-10', 'b', { area: 'alignment' }),
	published('2026-01-10', 'c', { area: 'policy' }),
	reported('2026-05-01', 'a', 2, { update: 'first' }),
	reviewed('2026-05-02', 'a', 'first', 'sufficient'),
	reported('2026-05-01', 'c', 4)
]);

const row = {
	kind: 'link',
	visibility: 'public',
	title: 'A page',
	url: 'https://lab.example/page',
	archived_url,
	sha256: null,
	criteria: [0],
	redaction_category: null,
	redaction_description: null
};
const update = (grade: number, evidence = [row]) => ({
	effective_on: '2026-05-20',
	grade,
	narrative: 'A narrative.',
	translation: null,
	evidence
});
const text = {
	title: 'Goal a',
	statement: 'A statement.',
	criteria: ['A criterion'],
	target_on: '2026-12-31' as string | null,
	target_within: null as number | null,
	target_basis: 'stated' as string | null,
	target_note: null,
	outlook: null,
	effective_on: '2026-05-20',
	translation: null,
	change: 'editorial',
	reason: 'A reason.'
};

/** "alignment: claimed 25 → 50", the unmoved figures left out. */
const words = ({ rows }: ScoreEffect) =>
	rows.map(({ area, ...figures }) => {
		const moves = Object.entries(figures).flatMap(([name, { was, now, moved }]) =>
			moved ? [`${name} ${was} → ${now}`] : []
		);
		return `${area ?? 'overall'}: ${moves.join(', ')}`;
	});
const scoreEffect = (...wouldBe: Parameters<typeof scoreEffectOf>[1]) =>
	scoreEffectOf(organization, wouldBe, TODAY);

test('an update moves the scores of its area and the overall ones', () => {
	const { rows, weakenings } = scoreEffect(updateEntry('b', update(2), 1));
	expect(words({ rows, weakenings })).toEqual([
		'alignment: claimed 25 → 50, evidenced 25 → 50',
		'overall: claimed 63 → 75, evidenced 38 → 50'
	]);
	expect(rows[0]!.gap).toEqual({ was: '0', now: '0', moved: false });
	expect(weakenings).toEqual([]);
});

test('evidence that is not fixed leaves a gap, and redacted evidence keeps its address', () => {
	const unfixed = scoreEffect(
		updateEntry('b', update(2, [{ ...row, archived_url: null as never }]), 1)
	);
	// Half of what is claimed, as far as an unfixed item covers it.
	expect(words(unfixed)[0]).toBe('alignment: claimed 25 → 50, evidenced 25 → 50');
	const redacted = updateEntry('b', update(2, [{ ...row, visibility: 'redacted' }]), 1);
	expect(JSON.stringify(redacted)).not.toContain('https://');
});

test('a correction can lower the grade', () => {
	const lower = scoreEffect(
		updateEntry('a', update(1, [{ ...row, archived_url: null as never }]), 1, 'first')
	);
	expect(words(lower)).toEqual([
		'alignment: claimed 25 → 13, evidenced 25 → 13',
		'overall: claimed 63 → 56, evidenced 38 → 31'
	]);
	expect(lower.weakenings).toEqual(['corrected_downward']);
});

describe('a review', () => {
	const draft = {
		reviewer: { name: 'R. Eviewer', relation: 'None.', conflicts: 'None.', access: 'full' },
		grade: 0,
		agrees: 'no',
		evidence: 'sufficient',
		material: null,
		statement: 'A judgement.'
	};
	const chosen = (more: object) => reviewOf({ ...draft, ...more }) as ChosenReview;
	const review = (evidence: string, goal = 'c', of = '2026-05-01', grade = 4) =>
		scoreEffect(reviewEntry(chosen({ goal, of, evidence, grade }), TODAY));

	test('counts by what it finds of the evidence, and no further than its grade', () => {
		expect(words(review('sufficient'))).toEqual([
			'policy: evidenced 50 → 100, gap 50 → 0',
			'overall: evidenced 38 → 63, gap 25 → 0'
		]);
		expect(words(review('insufficient'))[0]).toBe('policy: evidenced 50 → 0, gap 50 → 100');
		expect(review('partly')).toEqual({ rows: [], weakenings: [] });
		expect(words(review('sufficient', 'c', '2026-05-01', 1))[0]).toBe(
			'policy: evidenced 50 → 25, gap 50 → 75'
		);
	});

	test('stands beside that of another reviewer, and the strictest decides', () => {
		expect(words(review('insufficient', 'a', 'first'))[0]).toBe(
			'alignment: evidenced 25 → 0, gap 0 → 25'
		);
		expect(review('sufficient', 'a', 'first').rows).toEqual([]);
	});

	test('is an entry that the record takes', () => {
		const of = { goal: 'a', of: 'first', material: 'A log.' };
		const wouldBe = reviewEntry(chosen(of), TODAY);
		const [head] = entries([registered(TODAY)], { from: 9 });
		expect(reviewPublished.parse({ ...head, ...wouldBe })).toMatchObject(wouldBe);
	});
});

describe('a revision', () => {
	const revise = (more: Partial<typeof text>) =>
		scoreEffect(revisionEntry({ key: 'a', area: 'alignment' }, { ...text, ...more }, 2, TODAY));

	test('of words alone moves nothing, and is listed until a reviewer confirms it', () => {
		expect(revise({ title: 'Other words' })).toEqual({ rows: [], weakenings: ['reworded'] });
	});

	test('that narrows or moves the date later counts as weakening, whatever it calls itself', () => {
		expect(revise({ change: 'narrowed' }).weakenings).toEqual(['narrowed']);
		expect(revise({ target_on: '2027-06-30' }).weakenings).toEqual(['date_moved_later']);
		expect(revise({ target_on: null, target_basis: null }).weakenings).toEqual([
			'date_moved_later'
		]);
	});

	test('that publishes a goal adds it to the scored set', () => {
		const goal = { key: 'd', area: 'alignment' };
		expect(
			words(scoreEffect(revisionEntry(goal, { ...text, change: 'published' }, 1, TODAY)))
		).toEqual([
			'alignment: claimed 25 → 17, evidenced 25 → 17, goals 2 → 3',
			'overall: claimed 63 → 58, evidenced 38 → 33, goals 3 → 4'
		]);
	});
});

test('a closing takes what it takes, with the successors that it publishes', () => {
	const withdrawn = { as: 'withdrawn', reason: 'A reason.', effective_on: TODAY };
	const { rows, weakenings } = scoreEffect(closingEntry('a', withdrawn, []));
	expect(words({ rows, weakenings })[0]).toBe('alignment: claimed 25 → 0, evidenced 25 → 0');
	expect(weakenings).toEqual(['withdrawn']);
	const drafts = ['d', 'e'].map((key) =>
		revisionEntry({ key, area: 'alignment' }, { ...text, change: 'published' }, 1, TODAY)
	);
	// The first part carries the only criterion, so that the other weighs nothing.
	const split = closingEntry('a', { ...withdrawn, as: 'split' }, ['d', 'e']);
	expect(words(scoreEffect(...drafts, split))[0]).toBe(
		'alignment: claimed 25 → 0, evidenced 25 → 0'
	);
});

test('a score that moves by less than whole numbers show gets its digits', () => {
	const many = organizationOf(
		Array.from({ length: 300 }, (_, index) => published('2026-01-10', `g${index}`))
	);
	expect(words(scoreEffectOf(many, [updateEntry('g0', update(1), 1)], TODAY))).toEqual([
		'security: claimed 0.00 → 0.08, evidenced 0.00 → 0.08',
		'overall: claimed 0.00 → 0.08, evidenced 0.00 → 0.08'
	]);
});

test('what does not follow from the record is refused', () => {
	expect(() => scoreEffect(updateEntry('nothing', update(2), 1))).toThrow(/unknown goal/);
	expect(() => scoreEffect(updateEntry('a', update(2), 1, 'nothing'))).toThrow(/unknown update/);
});

property.prop([histories, fc.constantFrom(...GRADES), days])(
	'it says what the scorecard says once the entry is there, and leaves the record alone',
	({ drafts, lastDay, goals }, grade, day) => {
		const open = goals.find((goal) => goal.open);
		fc.pre(open !== undefined);
		const t = day > lastDay ? day : lastDay;
		const state = fold(entries([registered('2020-01-01'), ...drafts])).organizations.get(
			'example'
		)!;
		const untouched = structuredClone(state);
		const { rows } = scoreEffectOf(
			state,
			[updateEntry(open!.key, { ...update(grade), effective_on: t }, 1)],
			t
		);
		expect(state).toEqual(untouched);

		const evidence = [link({ archived_url })];
		const draft = reported(t, open!.key, grade, { update: 'new', evidence });
		const after = newest.scorecard(organizationOf([...drafts, draft]), t, 0);
		const before = newest.scorecard(state, t, 0);
		const overall = rows.find(({ area }) => area === null);
		const same = Math.abs(after.overall.evidenced! - before.overall.evidenced!) < 1e-9;
		expect(overall?.evidenced.moved ?? false).toBe(!same);
		if (overall) expect(Number(overall.evidenced.now)).toBeCloseTo(after.overall.evidenced!, -0.5);
	}
);

test('a goal that is closed in the record is closed once', () => {
	const over = organizationOf([
		published('2026-01-10', 'a'),
		closed('2026-02-01', 'a', 'withdrawn')
	]);
	const again = { as: 'withdrawn', reason: 'A reason.', effective_on: TODAY };
	expect(() => scoreEffectOf(over, [closingEntry('a', again, [])], TODAY)).toThrow(
		/closed already/
	);
});

test('a delivery rate is a share of 100 whether it moves or stays', () => {
	const due = organizationOf([
		registered('2026-01-01'),
		published('2026-01-10', 'a', { area: 'alignment', target: '2026-03-31' }),
		reported('2026-03-01', 'a', 2)
	]);
	const entry = updateEntry('a', update(4), 1);
	const { rows } = scoreEffectOf(due, [entry], TODAY);
	for (const { delivery } of rows) {
		expect(delivery.was).toMatch(/^\d+%$/);
		expect(delivery.now).toMatch(/^\d+%$/);
	}
	expect(rows).not.toEqual([]);
});
