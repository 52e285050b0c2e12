import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { addDays } from '../../record/day.ts';
import {
	closed,
	corrected,
	type Draft,
	file,
	judged,
	link,
	organizationOf,
	published,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import { AREAS, CHANGES, CLOSED_AS, EVIDENCE_JUDGEMENTS, GRADES } from '../../record/vocabulary.ts';
import { days, FIRST_DAY, histories, type History, newUpdateKey } from '../histories.ts';
import type { Scorecard, ScoreFigures } from '../types.ts';
import { scorecard } from './scorecard.ts';

/** The laws of method 2, on random valid histories. */

/** More than floats lose in these sums, less than any change of a score. */
const ROUNDING = 1e-9;

const figuresOf = (card: Scorecard) => [card.overall, ...AREAS.map((area) => card.areas[area])];
const scoresOf = (drafts: Draft[], t: string) => scorecard(organizationOf(drafts), t, 0);

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

/** Texts as a revision or a successor may have them. */
const texts = fc.record({
	criteria: fc.array(fc.constantFrom('One', 'Two', 'Three', 'two.', 'Five'), { maxLength: 5 }),
	statement: fc.constantFrom('A statement.', 'Another.'),
	target: fc.nat(900).map((count) => addDays(FIRST_DAY, count))
});
/** As a goal of its kind may have them. */
const fitting = ({ conditional }: { conditional: boolean }, { target, ...text }: Text) =>
	conditional ? { ...text, within: 40 } : { ...text, target };
type Text = { criteria: string[]; statement: string; target: string };

test.prop([histories, days])(
	'0 ≤ E ≤ C ≤ 100 and 0 ≤ K ≤ 100, or null without goals',
	({ drafts }, t) => {
		const card = scoresOf(drafts, t);
		for (const { n, claimed, evidenced, gap, delivery } of figuresOf(card)) {
			expect([claimed, evidenced, gap].map((score) => score === null)).toEqual(
				Array(3).fill(n === 0)
			);
			expect(delivery.rate === null).toBe(delivery.n === 0);
			expect(delivery.on_time).toBeLessThanOrEqual(delivery.n);
			expect(evidenced ?? 0).toBeGreaterThanOrEqual(0);
			expect(evidenced ?? 0).toBeLessThanOrEqual((claimed ?? 0) + ROUNDING);
			expect(claimed ?? 0).toBeLessThanOrEqual(100);
			expect(gap ?? 0).toBe((claimed ?? 0) - (evidenced ?? 0));
			expect(delivery.rate ?? 0).toBeGreaterThanOrEqual(0);
			expect(delivery.rate ?? 0).toBeLessThanOrEqual(100 + ROUNDING);
		}
		for (const { supported, claimed } of card.goals) expect(supported).toBeLessThanOrEqual(claimed);
		expect(card.overall.n).toBe(card.goals.filter((goal) => goal.in_set).length);
	}
);

test.prop([histories, days])(
	'a score never depends on entries effective later',
	({ drafts }, t) => {
		const known = drafts.filter((draft) => draft.effective_on <= t);
		expect(scoresOf(drafts, t)).toEqual(scoresOf(known, t));
	}
);

test.prop([
	histories,
	fc.nat(),
	fc.constantFrom(...CLOSED_AS.filter((as) => as !== 'delivered')),
	fc.array(texts, { minLength: 2, maxLength: 4 }),
	fc.nat(200)
])(
	'giving up, superseding or splitting a goal never raises E that day, nor the delivery rate',
	(history, choice, as, given, wait) => {
		const goal = openGoal(history, choice);
		const day = addDays(history.lastDay, wait);
		const count = as === 'superseded' ? 1 : as === 'split' ? given.length : 0;
		const condition = goal.conditional && { condition: { text: 'If something happens' } };
		const successors = given.slice(0, count).map((text, i) => ({
			key: `successor-${i + 1}`,
			text: { area: goal.area, ...fitting(goal, text), ...condition }
		}));
		const closing = [
			...successors.map(({ key, text }) => published(day, key, text)),
			closed(
				day,
				goal.key,
				as,
				successors.map(({ key }) => key)
			)
		];
		const before = scoresOf(history.drafts, day);
		const after = scoresOf([...history.drafts, ...closing], day);
		expectNoRise(evidenced, before, after);
		if (as !== 'withdrawn') expectNoRise(deliveryRate, before, after);
	}
);

test.prop([histories, fc.nat(), fc.constantFrom(...CHANGES), texts])(
	'a revision of whatever label never by itself raises E or the delivery rate on its day',
	(history, choice, label, text) => {
		const goal = openGoal(history, choice);
		const day = history.lastDay;
		// Updates of that day are read against the last revision of it, and rest on it.
		fc.pre(
			!history.drafts.some(
				(draft) =>
					draft.kind === 'progress.reported' &&
					draft.goal === goal.key &&
					draft.effective_on === day
			)
		);
		const revision = revised(day, goal.key, label, fitting(goal, text));
		const before = scoresOf(history.drafts, day);
		const after = scoresOf([...history.drafts, revision], day);
		expectNoRise(evidenced, before, after);
		expectNoRise(deliveryRate, before, after);
	}
);

const held = { name: 'a.pdf', media_type: 'application/pdf', bytes: 14 } as const;
const items = fc.array(
	fc.constantFrom(
		link({ criteria: [0, 1] }),
		link({ criteria: [2], url: 'https://lab.example/b', archived_url: 'https://perma.cc/B' }),
		file({ criteria: [0, 1, 2, 3], ...held }),
		file({ criteria: [1], ...held, sha256: 'b'.repeat(64) })
	),
	{ maxLength: 3 }
);

test.prop([histories, fc.nat(), fc.constantFrom(...GRADES), items, fc.nat(4)])(
	'an item that names no criterion raises no score where there are criteria',
	(history, choice, grade, evidence, at) => {
		const goal = openGoal(history, choice);
		const unnamed = file({ ...held, criteria: [], sha256: 'c'.repeat(64) });
		const update = newUpdateKey(goal);
		const scored = (evidence: ReturnType<typeof file>[]) =>
			scoresOf(
				[
					...history.drafts,
					revised(history.lastDay, goal.key, 'strengthened', { criteria: ['A', 'B', 'C', 'D'] }),
					reported(history.lastDay, goal.key, grade, { update, evidence })
				],
				history.lastDay
			);
		expectNoRise(evidenced, scored(evidence), scored(evidence.toSpliced(at, 0, unnamed)));
	}
);

test.prop([
	histories,
	fc.nat(),
	fc.constantFrom(...GRADES),
	items,
	fc.constantFrom('partly' as const, 'insufficient' as const),
	fc.constantFrom(...GRADES),
	fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...GRADES), fc.nat(9)), {
		minLength: 1,
		maxLength: 5
	})
])(
	'neither a correction nor a repetition raises what the newest review had lowered',
	(history, choice, grade, evidence, judgement, found, then) => {
		const { key, ...goal } = openGoal(history, choice);
		let day = history.lastDay;
		let latest = newUpdateKey({ key, ...goal });
		const drafts = [
			...history.drafts,
			reported(day, key, grade, { update: latest, evidence }),
			reviewed(day, key, latest, judgement, found, { by: 'A strict one' })
		];
		const supported = () =>
			scoresOf(drafts, day).goals.find((each) => each.key === key)?.supported ?? 0;
		const lowered = supported();
		for (const [index, [corrects, grade, wait]] of then.entries()) {
			day = addDays(day, wait);
			const update = `again-${index}`;
			drafts.push(
				corrects
					? corrected(day, key, latest, grade, { update, evidence })
					: reported(day, key, grade, { update, evidence })
			);
			latest = update;
			expect(supported()).toBeLessThanOrEqual(lowered + ROUNDING);
		}
	}
);

test.prop([
	histories,
	fc.nat(),
	fc.constantFrom(...EVIDENCE_JUDGEMENTS),
	fc.constantFrom(...GRADES)
])('no further reviewer raises what those before left', (history, choice, judgement, grade) => {
	const goal = openGoal(history, choice);
	fc.pre(goal.updates.length > 0);
	const update = goal.updates.at(-1)!;
	const review = (by: string) =>
		reviewed(history.lastDay, goal.key, update, judgement, grade, { by });
	const first = [...history.drafts, review('One more')];
	expectNoRise(
		evidenced,
		scoresOf(first, history.lastDay),
		scoresOf([...first, review('And another')], history.lastDay)
	);
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
		// Judgements of one day, of a goal and of one that it succeeds, stand in record order.
		const judgements = byDay.flatMap((draft) => (draft.kind === 'condition.judged' ? [draft] : []));
		fc.pre(new Set(judgements.map((each) => each.effective_on)).size === judgements.length);
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

test.prop([histories, fc.nat(), fc.constantFrom('unclear' as const, 'met' as const)])(
	'ambiguity parks nothing: what was judged unclear is scored',
	(history, choice, state) => {
		const conditional = history.goals.filter((goal) => goal.open && goal.conditional);
		fc.pre(conditional.length > 0);
		const { key } = conditional[choice % conditional.length]!;
		const card = scoresOf(
			[...history.drafts, judged(history.lastDay, key, state)],
			history.lastDay
		);
		const { in_set, weight } = card.goals.find((goal) => goal.key === key)!;
		expect(in_set).toBe(weight > 0);
	}
);
