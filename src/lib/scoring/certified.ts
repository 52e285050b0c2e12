import type { CertifiedFigures, Entry, ScorecardCertified } from '../record/entries.ts';
import { refold } from '../record/fold.ts';
import { latenessAsOf, recordedOn } from '../record/late.ts';
import { unreadFrom } from '../record/all-entries.ts';
import type { Organization } from '../record/state.ts';
import { AREAS, type Area } from '../record/vocabulary.ts';
import { activity } from './activity.ts';
import { noHeadline, type NoHeadline } from './headline.ts';
import { knownThen } from './known-then.ts';
import { METHODS, newest } from './methods.ts';
import type { GoalScore, Method, MethodNumber, ScoreFigures } from './types.ts';

/** The figures of a certified scorecard, and the check that computes them again. */

export type Figures = ScorecardCertified['figures'];
export type Scope = 'overall' | Area;
export const SCOPES: readonly Scope[] = ['overall', ...AREAS];

const BY_METHOD_1 = ['evidenced', 'claimed', 'n', 'current', 'reviewed', 'rate', 'due'] as const;
/** `rate` is the delivery rate, `due` the number of goals that it counts, `on_time` of those on time. */
export const FIGURES = [...BY_METHOD_1, 'on_time'] as const;
export type Figure = (typeof FIGURES)[number];

/** What is certified by a method of each area and overall. */
export function figuresBy(method: MethodNumber): readonly Figure[] {
	return method === 1 ? BY_METHOD_1 : FIGURES;
}

/** What is certified of how the entries that the figures rest on were recorded. */
export type Recording = NonNullable<ScorecardCertified['recording']>;
export const RECORDING = ['late', 'longest_days', 'after_period'] as const;

/** A figure that the entry states otherwise than its record gives; null where one of them has none. */
export type Difference = {
	scope: Scope;
	figure: Figure | (typeof RECORDING)[number];
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
	const withOnTime = method.number !== 1;
	return {
		overall: rounded(card.overall, card.goals, overall.reviews.reviewed, withOnTime),
		areas: Object.fromEntries(
			AREAS.map((area) => {
				const goals = card.goals.filter((goal) => goal.area === area);
				const { reviewed } = areas[area].reviews;
				return [area, rounded(card.areas[area], goals, reviewed, withOnTime)];
			})
		) as Figures['areas']
	};
}

function rounded(
	{ n, claimed, evidenced, delivery }: ScoreFigures,
	goals: readonly GoalScore[],
	reviewed: number,
	withOnTime: boolean
): CertifiedFigures {
	const current = goals.filter((goal) => goal.in_set && goal.fresh === 1).length;
	return {
		n,
		current,
		reviewed,
		...optional('claimed', claimed),
		...optional('evidenced', evidenced),
		delivery: {
			n: delivery.n,
			...optional('rate', delivery.rate),
			...(withOnTime && { on_time: delivery.on_time })
		}
	};
}

/** How the entries that are effective by the day were recorded. The database says the same of a new one. */
export function recordingAsOf(
	entries: readonly Pick<Entry, 'recorded_at' | 'effective_on'>[],
	asOf: string
): Recording {
	const late = latenessAsOf(entries, asOf);
	const after = entries.filter((entry) => entry.effective_on <= asOf && recordedOn(entry) > asOf);
	return { late: late.entries, longest_days: late.longest_days, after_period: after.length };
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

export type Recomputed = {
	figures: Figures;
	differences: Difference[];
	/** What was known then of the overall scores, where it differs; by method 1 nothing is said of it. */
	known_then: ScoreFigures | null;
	/** Why none of the figures is to stand large. */
	no_headline: NoHeadline | null;
};

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
		const figures = then
			? certifiableFigures(then, entry.as_of, METHODS[entry.method])
			: nothing(entry.method);
		const recording = then ? recordingAsOf(then.entries, entry.as_of) : NOT_RECORDED;
		const wrong = [...differences(entry, figures), ...recordedOtherwise(entry, recording)];
		computed.set(entry, {
			figures,
			differences: wrong,
			known_then: then ? knownOf(then, entry) : null,
			no_headline: then
				? noHeadline(then, METHODS[entry.method].scorecard(then, entry.as_of, 0))
				: null
		});
	}
}

function knownOf(then: Organization, { method, as_of }: ScorecardCertified): ScoreFigures | null {
	if (method === 1) return null;
	const known = knownThen(then, METHODS[method].scorecard(then, as_of, 0));
	return known?.differs ? known.overall : null;
}

/** A position before the organization was registered holds nothing of it. */
function nothing(method: MethodNumber): Figures {
	const delivery = method === 1 ? { n: 0 } : { n: 0, on_time: 0 };
	const none: CertifiedFigures = { n: 0, current: 0, reviewed: 0, delivery };
	return {
		overall: none,
		areas: { security: none, alignment: none, safeguards: none, policy: none }
	};
}
const NOT_RECORDED: Recording = { late: 0, longest_days: 0, after_period: 0 };

function differences({ figures: certified, method }: ScorecardCertified, found: Figures) {
	return SCOPES.flatMap((scope): Difference[] => {
		const [a, b] = [figuresOf(certified, scope), figuresOf(found, scope)];
		return figuresBy(method)
			.filter((figure) => a[figure] !== b[figure])
			.map((figure) => ({ scope, figure, certified: a[figure], computed: b[figure] }));
	});
}

function recordedOtherwise({ recording }: ScorecardCertified, found: Recording): Difference[] {
	if (!recording) return [];
	return RECORDING.filter((figure) => recording[figure] !== found[figure]).map((figure) => ({
		...{ scope: 'overall', figure, certified: recording[figure], computed: found[figure] }
	}));
}

export function figuresOf(figures: Figures, scope: Scope): Record<Figure, number | null> {
	const of = scope === 'overall' ? figures.overall : figures.areas[scope];
	return {
		evidenced: of.evidenced ?? null,
		claimed: of.claimed ?? null,
		n: of.n,
		current: of.current,
		reviewed: of.reviewed,
		rate: of.delivery.rate ?? null,
		due: of.delivery.n,
		on_time: of.delivery.on_time ?? null
	};
}
