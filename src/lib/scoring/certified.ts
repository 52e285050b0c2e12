import type { CertifiedFigures, ScorecardCertified } from '../record/entries.ts';
import { refold } from '../record/fold.ts';
import { unreadFrom } from '../record/all-entries.ts';
import type { Organization } from '../record/state.ts';
import { AREAS, type Area } from '../record/vocabulary.ts';
import { activity } from './activity.ts';
import { METHODS, newest } from './methods.ts';
import type { GoalScore, Method, ScoreFigures } from './types.ts';

/** The figures of a certified scorecard, and the check that computes them again. */

export type Figures = ScorecardCertified['figures'];
export type Scope = 'overall' | Area;
export const SCOPES: readonly Scope[] = ['overall', ...AREAS];

export const FIGURES = ['evidenced', 'claimed', 'n', 'current', 'reviewed', 'rate', 'due'] as const;
/** `rate` is the delivery rate, `due` the number of goals that it counts. */
export type Figure = (typeof FIGURES)[number];

/** A figure that the entry states otherwise than its record gives; null where one of them has none. */
export type Difference = {
	scope: Scope;
	figure: Figure;
	certified: number | null;
	computed: number | null;
};

/** What is certified of an organization as of a day: a method's figures, rounded. */
export function certifiableFigures(
	organization: Organization,
	asOf: string,
	method: Method = newest
): Figures {
	const card = method.scorecard(organization, asOf, 0);
	const { overall, areas } = activity(organization, card);
	return {
		overall: rounded(card.overall, card.goals, overall.reviews.reviewed),
		areas: Object.fromEntries(
			AREAS.map((area) => {
				const goals = card.goals.filter((goal) => goal.area === area);
				return [area, rounded(card.areas[area], goals, areas[area].reviews.reviewed)];
			})
		) as Figures['areas']
	};
}

function rounded(
	{ n, claimed, evidenced, delivery }: ScoreFigures,
	goals: readonly GoalScore[],
	reviewed: number
): CertifiedFigures {
	const current = goals.filter((goal) => goal.in_set && goal.fresh === 1).length;
	return {
		n,
		current,
		reviewed,
		...optional('claimed', claimed),
		...optional('evidenced', evidenced),
		delivery: { n: delivery.n, ...optional('rate', delivery.rate) }
	};
}

function optional<K extends string>(name: K, score: number | null): { [key in K]?: number } {
	return score === null ? {} : ({ [name]: roundedScore(score) } as { [key in K]: number });
}

/**
 * A score of 0–100 to two decimals, rounded half up in whole billionths: adding floats in another
 * order, or in another language, leaves differences far below that.
 */
export function roundedScore(score: number): number {
	return Math.floor((Math.round(score * 1e9) + 5e6) / 1e7) / 100;
}

export type Recomputed = { figures: Figures; differences: Difference[] };

/**
 * The figures that an entry's record gives now: its organization folded anew up to the entry's
 * position, scored as of the entry's day by the entry's method. Both are settled for good by then, so
 * each entry is computed once, and all that are not yet in one pass over the record. Null where one of
 * the entries up to there could not be read.
 */
export function recompute(
	organization: Organization,
	entry: ScorecardCertified
): Recomputed | null {
	const unread = unreadFrom(organization);
	if (unread !== null && unread <= entry.position.seq) return null;
	if (!computed.has(entry)) recomputeAll(organization);
	return computed.get(entry)!;
}
const computed = new WeakMap<ScorecardCertified, Recomputed>();

function recomputeAll(organization: Organization): void {
	const at = refold(organization);
	const byPosition = organization.certified.toSorted((a, b) => a.position.seq - b.position.seq);
	for (const entry of byPosition) {
		if (computed.has(entry)) continue;
		const then = at(entry.position.seq);
		const figures = then ? certifiableFigures(then, entry.as_of, METHODS[entry.method]) : NOTHING;
		computed.set(entry, { figures, differences: differences(entry.figures, figures) });
	}
}

/** A position before the organization was registered holds nothing of it. */
const NONE: CertifiedFigures = { n: 0, current: 0, reviewed: 0, delivery: { n: 0 } };
const NOTHING: Figures = {
	overall: NONE,
	areas: { security: NONE, alignment: NONE, safeguards: NONE, policy: NONE }
};

function differences(certified: Figures, found: Figures): Difference[] {
	return SCOPES.flatMap((scope) => {
		const [a, b] = [figuresOf(certified, scope), figuresOf(found, scope)];
		return FIGURES.filter((figure) => a[figure] !== b[figure]).map((figure) => ({
			scope,
			figure,
			certified: a[figure],
			computed: b[figure]
		}));
	});
}

/** One line of a certified scorecard. */
export function figuresOf(figures: Figures, scope: Scope): Record<Figure, number | null> {
	const of = scope === 'overall' ? figures.overall : figures.areas[scope];
	return {
		evidenced: of.evidenced ?? null,
		claimed: of.claimed ?? null,
		n: of.n,
		current: of.current,
		reviewed: of.reviewed,
		rate: of.delivery.rate ?? null,
		due: of.delivery.n
	};
}
