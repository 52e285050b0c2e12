import { standingUpdateAsOf } from '../../record/as-of.ts';
import { unreadFrom } from '../../record/all-entries.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { AREAS, type Area, type KeptBy } from '../../record/vocabulary.ts';
import { activity, type ReviewCoverage } from '../../scoring/activity.ts';
import { noHeadline, type NoHeadline } from '../../scoring/headline.ts';
import { newest } from '../../scoring/methods.ts';
import type { GoalScore, ScoreFigures } from '../../scoring/types.ts';
import { weakenedAsOf } from '../changes/changes-log.ts';
import { lastChecked } from '../organization/organization.ts';
import { knownWords } from '../organization/scorecard.ts';
import type { Order, Scope } from './compare-order.ts';
import { inOrder, type Freshness, type Line, type Mark } from './lines.ts';

/** A figure that rests on fewer goals than this is marked… */
const FEW_GOALS = 3;
/** …and one where a smaller share of the goals than this has current information. */
const CURRENT_SHARE = 0.5;

export type Comparison = { scope: Scope; lines: Line[] };

/**
 * The organizations of the record side by side as of `t`, overall and per area, but for those whose
 * figures are withheld. One order goes for all, so that each stands at the same place throughout.
 */
export function comparison(
	record: RecordState,
	t: string,
	order: Order
): [Comparison, ...Comparison[]] {
	const all = [...record.organizations.values()]
		.filter((each) => unreadFrom(each) === null)
		.map((each) => linesOf(each, t, record.seq));
	const places = inOrder(
		all.map((lines) => lines[order.area]),
		order
	).map(({ slug }) => slug);
	const placed = all.sort(
		(a, b) => places.indexOf(a.overall.slug) - places.indexOf(b.overall.slug)
	);
	const of = (scope: Scope) => ({ scope, lines: placed.map((lines) => lines[scope]) });
	return [of('overall'), ...AREAS.map(of)];
}

function linesOf(organization: Organization, t: string, seq: number): Record<Scope, Line> {
	const card = newest.scorecard(organization, t, seq);
	const { overall, areas } = activity(organization, card);
	const why = noHeadline(organization, card);
	const weakened = weakenedAsOf(organization, t);
	const checked = lastChecked(organization, t);
	const line = (goals: readonly GoalScore[], reviews: ReviewCoverage, area?: Area) => {
		const figures = area ? card.areas[area] : card.overall;
		const freshness = freshnessOf(organization, goals, t);
		const { slug, registered } = organization;
		const { name, kept_by } = registered;
		const scored = new Set(goals.filter((goal) => goal.in_set).map((goal) => goal.area)).size;
		const marks = marksOf(figures, freshness, kept_by, why);
		return {
			...{ slug, name, kept_by, figures, areas: scored, reviews, freshness, ...marks },
			...{ no_headline: why, weakened: weakened(area), checked },
			known_then: knownWords(organization, card, area)
		};
	};
	const lines = AREAS.map((area) => {
		const goals = card.goals.filter((goal) => goal.area === area);
		return [area, line(goals, areas[area].reviews, area)];
	});
	return {
		...Object.fromEntries(lines),
		overall: line(card.goals, overall.reviews)
	};
}

/** How current the goals of a scorecard are that count in it. */
export function freshnessOf(
	organization: Organization,
	goals: readonly GoalScore[],
	t: string
): Freshness {
	const scored = goals.filter((goal) => goal.in_set);
	const current = scored.filter((goal) => goal.fresh === 1).length;
	let newest: Freshness['newest'] = null;
	for (const { key } of scored) {
		const day = standingUpdateAsOf(organization.goals.get(key)!, t)?.day;
		if (day && (!newest || day > newest.day)) newest = { day, goal: key };
	}
	return { current, share: scored.length ? current / scored.length : null, newest };
}

/** Which marks figures carry, by what they rest on, and by what the whole record does. */
export function marksOf(
	{ n, delivery }: ScoreFigures,
	{ share }: Freshness,
	kept_by: KeptBy,
	why: NoHeadline | null
) {
	const marks: Mark[] = [];
	if (n < FEW_GOALS || why === 'few_goals') marks.push('few-goals');
	if ((share !== null && share < CURRENT_SHARE) || why === 'stale') marks.push('mostly-stale');
	const delivery_marks: Mark[] = delivery.n < FEW_GOALS ? ['few-goals'] : [];
	if (kept_by === 'transcriber') {
		marks.push('transcribed');
		delivery_marks.push('transcribed');
	}
	return {
		marks: n === 0 ? [] : marks,
		delivery_marks: delivery.n === 0 ? [] : delivery_marks
	};
}
