import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { organizationOf, published, reported } from '../../record/testing.ts';
import { AREAS } from '../../record/vocabulary.ts';
import { displayScore } from '../../scoring/display.ts';
import { backdated, days, histories } from '../../scoring/histories.ts';
import { newest } from '../../scoring/methods.ts';
import type { Scorecard, ScoreFigures } from '../../scoring/types.ts';
import { dateMovesAsOf } from '../changes/changes-log.ts';
import { areaSum, overallSum, type Sum } from './arithmetic.ts';
import { deliveryView } from './due.ts';
import { since } from './since.ts';

/** The law of issue 3: what a page prints of a sum adds up to the figure that it prints of it. */

/** A printed number in its last digit, so that adding is exact: "−0.25" is −25 of two digits. */
function units(text: string): number {
	return Number(text.replace('−', '-').replace('+', '').replace('.', ''));
}
const digits = (text: string) => text.split('.')[1]?.length ?? 0;
const added = (texts: string[]) => texts.map(units).reduce((total, each) => total + each, 0);

/** Expects the column to add up, to the last digit, to the total under it. */
function expectSum(column: string[], total: string) {
	expect(new Set([...column, total].map(digits)).size).toBe(1);
	expect(added(column)).toBe(units(total));
}

/** Expects a printed score to round to the whole number that pages show of it. */
function expectShown(text: string, score: number | null) {
	expect(displayScore(units(text) / 10 ** digits(text))).toBe(displayScore(score));
}

function expectLines({ lines, claimed, evidenced, gap }: Sum) {
	expectSum(
		lines.map((line) => line.adds_claimed),
		claimed
	);
	expectSum(
		lines.map((line) => line.adds_evidenced),
		evidenced
	);
	expect(units(claimed) - units(evidenced)).toBe(units(gap));
}

/** What a line adds, redone from its own printed factors, within a unit of the last digit. */
function expectRedone({ lines, weight }: Sum, parts: number) {
	for (const line of lines) {
		const share = (100 * Number(line.weight)) / (Number(weight) * parts);
		const evidenced = Number(line.supported) * Number(line.evidence ?? 1) * Number(line.fresh);
		// Two units where the area's own part of the overall sum was rounded before.
		const slack = parts > 1 ? 0.02 : 0.01;
		// Weights are printed to four places, of which a hundredth of a point can be left.
		const near = (text: string, value: number) =>
			expect(Math.abs(Number(text) - value)).toBeLessThan(slack + 0.01);
		near(line.adds_claimed, share * Number(line.claimed));
		near(line.adds_evidenced, share * evidenced);
	}
}

function expectFigures(sum: Pick<Sum, 'claimed' | 'evidenced' | 'gap'>, figures: ScoreFigures) {
	expectShown(sum.claimed, figures.claimed);
	expectShown(sum.evidenced, figures.evidenced);
	expectShown(sum.gap, figures.gap);
}

function expectArithmetic(card: Scorecard) {
	for (const area of AREAS) {
		const sum = areaSum(card, area);
		expect(sum === null).toBe(card.areas[area].n === 0);
		if (!sum) continue;
		expectLines(sum);
		expectRedone(sum, 1);
		expectFigures(sum, card.areas[area]);
	}
	const overall = overallSum(card);
	expect(overall === null).toBe(card.overall.n === 0);
	if (!overall) return;
	expectFigures(overall, card.overall);
	expectSum(
		overall.areas.map((part) => part.claimed),
		overall.claimed
	);
	expectSum(
		overall.areas.map((part) => part.evidenced),
		overall.evidenced
	);
	for (const part of overall.areas) {
		expectShown(part.own_claimed, card.areas[part.area].claimed);
		expectShown(part.own_evidenced, card.areas[part.area].evidenced);
	}
}

test.prop([histories, days])('area and overall sums add up as printed', (history, t) => {
	expectArithmetic(newest.scorecard(organizationOf(history.drafts), t, 0));
});

test.prop([fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 200 }), fc.nat()])(
	'so they do over many goals, whose scores come near to a half',
	(numbers, seed) => {
		const drafts = numbers.flatMap((number, index) => [
			published('2026-01-01', `goal-${number}`, { area: AREAS[(number * 7 + seed) % 3] }),
			reported('2026-01-02', `goal-${number}`, ((number + index * seed) % 5) as 0)
		]);
		expectArithmetic(newest.scorecard(organizationOf(drafts), '2026-02-01', 0));
	}
);

test.prop([histories, days])('delivery rates add up as printed', (history, t) => {
	const organization = organizationOf(history.drafts);
	const card = newest.scorecard(organization, t, 0);
	const scopes = [
		{ figures: card.overall, goals: card.goals },
		...AREAS.map((area) => ({
			figures: card.areas[area],
			goals: card.goals.filter((goal) => goal.area === area)
		}))
	];
	for (const { figures, goals } of scopes) {
		const { counts, groups, rate } = deliveryView(organization, goals, figures.delivery.rate, t);
		const lines = groups.flatMap((group) => group.lines);
		expect(counts.due).toBe(figures.delivery.n);
		expect(counts.on_time + counts.late + counts.narrowed + counts.not_delivered).toBe(counts.due);
		expect(counts.on_time).toBe(figures.delivery.on_time);
		expect(lines).toHaveLength(counts.due);
		for (const { outcome, lines } of groups) expect(lines).toHaveLength(counts[outcome]);
		expect(rate === null).toBe(figures.delivery.rate === null);
		if (rate === null) continue;
		expectShown(rate, figures.delivery.rate);
		expectSum(
			lines.map((line) => line.adds),
			rate
		);
	}
});

test.prop([backdated, days, days])('what moved the scores adds up to the move', (drafts, a, b) => {
	const organization = organizationOf(drafts);
	const [from, to] = [a, b].sort().map((day) => newest.scorecard(organization, day, 0)) as [
		Scorecard,
		Scorecard
	];
	const { reasons, moved, counts } = since(organization, from, to);
	expect(moved === null).toBe(from.overall.n === 0 || to.overall.n === 0);
	if (moved) {
		const none = (0).toFixed(digits(moved.claimed));
		expectSum([none, ...reasons.map((line) => line.claimed)], moved.claimed);
		expectSum([none, ...reasons.map((line) => line.evidenced)], moved.evidenced);
	}
	const keys = reasons.flatMap((line) => line.goals.map(({ key }) => key));
	expect(new Set(keys).size).toBe(keys.length);
	const told = counts.reduce((sum, { count }) => sum + count, 0);
	const entries = organization.entries.filter(
		({ kind, effective_on: day }) =>
			!kind.startsWith('organization.') && day > from.as_of && day <= to.as_of
	);
	// An entry that moves a date is told once as a move and, where it does more, once as that.
	const moves = dateMovesAsOf(organization, to.as_of);
	const moving = entries.filter((entry) => moves.has(entry));
	// A revision called "date moved" that moves none, as one that only sets a first date, counts as no move.
	const movedNone = entries.filter(
		(entry) => entry.kind === 'goal.revised' && entry.change === 'date_moved' && !moves.has(entry)
	);
	expect(told).toBeGreaterThanOrEqual(entries.length - movedNone.length);
	expect(told).toBeLessThanOrEqual(entries.length + moving.length);
});
