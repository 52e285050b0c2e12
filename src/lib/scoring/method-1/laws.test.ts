import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { addDays } from '../../record/day.ts';
import { fold } from '../../record/fold.ts';
import {
	closed,
	corrected,
	type Draft,
	entries,
	organizationOf,
	published,
	registered,
	reported,
	revised
} from '../../record/testing.ts';
import { AREAS, CLOSED_AS, GRADES } from '../../record/vocabulary.ts';
import { days, FIRST_DAY, histories, type History, newUpdateKey } from '../histories.ts';
import { scorecard } from './scorecard.ts';
import type { Scorecard, ScoreFigures } from '../types.ts';

/** The laws of method 1, on random valid histories. */

/** More than floats lose in these sums, less than any change of a score. */
const ROUNDING = 1e-9;

const figuresOf = (card: Scorecard) => [card.overall, ...AREAS.map((area) => card.areas[area])];

function scoresOf(drafts: Draft[], t: string, seq = 0) {
	return scorecard(organizationOf(drafts), t, seq);
}

/** Expects that the figure is nowhere higher after than before, overall and in each area. */
function expectNoRise(
	of: (figures: ScoreFigures) => number | null,
	before: Scorecard,
	after: Scorecard
) {
	const earlier = figuresOf(before).map(of);
	const rises = figuresOf(after).map((figures, i) => (of(figures) ?? 0) - (earlier[i] ?? 0));
	expect(Math.max(...rises)).toBeLessThanOrEqual(ROUNDING);
}
const evidenced = (figures: ScoreFigures) => figures.evidenced;
const deliveryRate = (figures: ScoreFigures) => figures.delivery.rate;

function openGoal({ goals }: History, choice: number) {
	const open = goals.filter((goal) => goal.open);
	fc.pre(open.length > 0);
	return open[choice % open.length]!;
}

test('the histories hold every kind of entry and of closing', () => {
	const drafts = fc
		.sample(histories, { seed: 1, numRuns: 100 })
		.flatMap((history) => history.drafts);
	const kinds = new Set(drafts.map((draft) => draft.kind));
	expect(kinds.size).toBe(9);
	const closings = drafts.flatMap((draft) => (draft.kind === 'goal.closed' ? [draft.as] : []));
	expect(new Set(closings)).toEqual(new Set(CLOSED_AS));
});

test.prop([histories, days])(
	'0 ≤ E ≤ C ≤ 100 and 0 ≤ K ≤ 100, or null without goals',
	(history, t) => {
		const card = scoresOf(history.drafts, t);
		for (const { n, claimed, evidenced, gap, delivery } of figuresOf(card)) {
			expect([claimed, evidenced, gap].map((score) => score === null)).toEqual(
				Array(3).fill(n === 0)
			);
			expect(delivery.rate === null).toBe(delivery.n === 0);
			expect(evidenced ?? 0).toBeGreaterThanOrEqual(0);
			expect(evidenced ?? 0).toBeLessThanOrEqual(claimed ?? 0);
			expect(claimed ?? 0).toBeLessThanOrEqual(100);
			expect(gap ?? 0).toBe((claimed ?? 0) - (evidenced ?? 0));
			expect(delivery.rate ?? 0).toBeGreaterThanOrEqual(0);
			expect(delivery.rate ?? 0).toBeLessThanOrEqual(100 + ROUNDING);
		}
		expect(card.overall.n).toBe(card.goals.filter((goal) => goal.in_set).length);
	}
);

test.prop([histories, days, fc.nat(), fc.constantFrom(...GRADES)])(
	'a claim without evidence never raises E',
	(history, t, choice, grade) => {
		const goal = openGoal(history, choice);
		const bare = { update: newUpdateKey(goal), evidence: [] };
		const before = scoresOf(history.drafts, t);
		const claim = reported(history.lastDay, goal.key, grade, bare);
		expectNoRise(evidenced, before, scoresOf([...history.drafts, claim], t));
		for (const key of goal.updates) {
			const correction = corrected(history.lastDay, goal.key, key, grade, bare);
			expectNoRise(evidenced, before, scoresOf([...history.drafts, correction], t));
		}
	}
);

test.prop([histories, fc.nat(), fc.integer({ min: 0, max: 4 }), fc.nat(200)])(
	'withdrawing, superseding or splitting a goal never raises E that day by itself',
	(history, choice, count, wait) => {
		const { key, area } = openGoal(history, choice);
		const day = addDays(history.lastDay, wait);
		const successors = Array.from({ length: count }, (_, i) => `successor-${i + 1}`);
		const as = count === 0 ? 'withdrawn' : count === 1 ? 'superseded' : 'split';
		const closing = [
			...successors.map((successor) => published(day, successor, { area })),
			closed(day, key, as, successors)
		];
		const before = scoresOf(history.drafts, day);
		expectNoRise(evidenced, before, scoresOf([...history.drafts, ...closing], day));
	}
);

test.prop([histories, days])('a score never depends on entries effective later', (history, t) => {
	const known = history.drafts.filter((draft) => draft.effective_on <= t);
	expect(scoresOf(history.drafts, t)).toEqual(scoresOf(known, t));
});

/** What a goal's score says, whatever goals are recorded around it. */
const byKey = (card: Scorecard) => new Map(card.goals.map((goal) => [goal.key, goal]));

test.prop([histories, days, fc.infiniteStream(fc.nat())])(
	'the order in which goals are recorded, within a day or altogether, does not matter',
	(history, t, ranks) => {
		const rank = new Map(history.goals.map(({ key }) => [key, ranks.next().value!]));
		const rankOf = (draft: Draft) => ('goal' in draft ? rank.get(draft.goal)! : -1);
		const byGoal = history.drafts.toSorted((a, b) => rankOf(a) - rankOf(b));
		const byDay = byGoal.toSorted((a, b) => a.effective_on.localeCompare(b.effective_on));
		const card = scoresOf(history.drafts, t);
		for (const drafts of [byGoal, byDay]) {
			const other = scoresOf(drafts, t);
			expect(byKey(other)).toEqual(byKey(card));
			// Sums of the same numbers in another order.
			for (const of of [evidenced, deliveryRate, (figures: ScoreFigures) => figures.claimed]) {
				expectNoRise(of, card, other);
				expectNoRise(of, other, card);
			}
		}
	}
);

test.prop([histories, days])(
	'superseding and splitting keep the weight of an area',
	(history, t) => {
		const organization = organizationOf(history.drafts);
		const { goals } = scorecard(organization, t, 0);
		for (const area of AREAS) {
			const inArea = goals.filter((goal) => goal.area === area);
			const roots = inArea.filter((goal) => !organization.goals.get(goal.key)!.predecessor);
			const carriers = inArea.filter((goal) => !['superseded', 'split'].includes(goal.state));
			const weight = carriers.reduce((sum, goal) => sum + goal.weight, 0);
			expect(weight).toBeCloseTo(roots.length, 9);
		}
	}
);

/** The history with one more revision of a goal: before its closing, or as the last entry. */
function withRevision({ drafts, lastDay }: History, goal: string, revise: (on: string) => Draft) {
	const index = drafts.findIndex((draft) => draft.kind === 'goal.closed' && draft.goal === goal);
	if (index < 0) return [...drafts, revise(lastDay)];
	return drafts.toSpliced(index, 0, revise(drafts[index]!.effective_on));
}

test.prop([histories, days, fc.nat()])('narrowing a goal never raises K', (history, t, choice) => {
	const { key } = history.goals[choice % history.goals.length]!;
	const drafts = withRevision(history, key, (on) => revised(on, key, 'narrowed'));
	expectNoRise(deliveryRate, scoresOf(history.drafts, t), scoresOf(drafts, t));
});

test.prop([histories, days, fc.nat(), fc.nat(2_000)])(
	'moving a date that was once given never changes K',
	(history, t, choice, days) => {
		const dated = history.drafts.filter(
			(draft) => draft.kind === 'goal.published' && draft.target !== undefined
		) as { goal: string }[];
		fc.pre(dated.length > 0);
		const key = dated[choice % dated.length]!.goal;
		const target = addDays(FIRST_DAY, days);
		const drafts = withRevision(history, key, (on) => revised(on, key, 'date_moved', { target }));
		const rates = (card: Scorecard) => figuresOf(card).map(deliveryRate);
		expect(rates(scoresOf(drafts, t))).toEqual(rates(scoresOf(history.drafts, t)));
	}
);

test.prop([histories, fc.nat()])('folding in two batches equals folding at once', (history, at) => {
	const all = entries([registered(FIRST_DAY), ...history.drafts]);
	const middle = at % (all.length + 1);
	expect(fold(all.slice(middle), fold(all.slice(0, middle)))).toEqual(fold(all));
});
