import { certifiedAsOf } from '../../record/as-of.ts';
import { addDays, daysBetween } from '../../record/day.ts';
import type { Given, ScorecardCertified } from '../../record/entries.ts';
import type { StoredEntry } from '../../log/verify.ts';
import { firstDayOf, lastDayOf, quarterOf, quartersBetween } from '../../record/quarter.ts';
import type { Organization } from '../../record/state.ts';
import {
	figuresBy,
	figuresOf,
	RECORDING,
	recompute,
	SCOPES,
	type Difference,
	type Figures
} from '../../scoring/certified.ts';
import type { NoHeadline } from '../../scoring/headline.ts';
import type { ScoreFigures } from '../../scoring/types.ts';
import { weakenedBetween, weakenedByQuarter } from '../changes/changes-log.ts';
import { recorded } from '../shared/recorded.ts';

/** Certified scorecards as public pages, the workspace's preview and the API show them. */

/** The lines of its table: overall, then the areas. */
export function figureRows(figures: Figures) {
	return SCOPES.map((scope) => ({ scope, ...figuresOf(figures, scope) }));
}
export type FigureRow = ReturnType<typeof figureRows>[number];

/** What comes of computing a certified scorecard again. */
export type Recomputed = {
	/** Every figure is the same, and so is the entry that they were computed up to. */
	matches: boolean;
	/** How many figures were compared. */
	figures: number;
	/** How many entries of the organization they were computed from. */
	entries: number;
	differences: Difference[];
	/** The overall scores from what was recorded within thirty days, where they differ. */
	known_then: ScoreFigures | null;
	/** Why none of the figures is to stand large. */
	no_headline: NoHeadline | null;
	/** Whether the record's entry at the position still has the leaf hash that is stated. */
	position_holds: boolean;
	/** Entries recorded after the position that speak of the day of the figures or before. */
	later: number;
};

/** Null where the server is older than what the figures were computed from. */
export function recomputed(
	organization: Organization,
	entry: ScorecardCertified,
	stored: readonly StoredEntry[]
): Recomputed | null {
	const { position, as_of, method } = entry;
	const found = recompute(organization, entry);
	if (!found) return null;
	const { differences, known_then, no_headline } = found;
	const position_holds = stored[position.seq - 1]?.leaf_hash === position.leaf_hash;
	const { entries, later } = counts(organization, position.seq, as_of);
	return {
		matches: differences.length === 0 && position_holds,
		figures: SCOPES.length * figuresBy(method).length + (entry.recording ? RECORDING.length : 0),
		entries,
		differences,
		known_then,
		no_headline,
		position_holds,
		later
	};
}

function counts({ entries }: Organization, position: number, asOf: string) {
	let later = 0;
	let index = entries.length;
	for (; index > 0 && entries[index - 1]!.seq > position; index -= 1)
		if (entries[index - 1]!.effective_on <= asOf) later += 1;
	return { entries: index, later };
}

/** Certifying takes a while; beyond these days a reader is told how long it took. */
const SOON_DAYS = 30;

type Dated = Pick<ScorecardCertified, 'as_of' | 'effective_on' | 'corrects'>;

/** Days from the quarter's end to its first certifying, where they are many; null for a correction, which says so. */
function daysAfter({ as_of, effective_on, corrects }: Dated): number | null {
	const days = daysBetween(as_of, effective_on);
	return corrects === undefined && days > SOON_DAYS ? days : null;
}

/** What a certified scorecard says, which before it is published is its preview. */
export function certifiedText(entry: Omit<ScorecardCertified, 'kind' | Given>) {
	return {
		period: entry.period,
		as_of: entry.as_of,
		day: entry.effective_on,
		days_after: daysAfter(entry),
		method: entry.method,
		position: entry.position.seq,
		figures: figuresBy(entry.method),
		rows: figureRows(entry.figures),
		recording: entry.recording ?? null,
		certifier: entry.certifier,
		confirmed_by: entry.confirmed_by ?? null,
		statement: entry.statement,
		corrects: entry.corrects ?? null,
		reason: entry.reason ?? null
	};
}
export type CertifiedText = ReturnType<typeof certifiedText>;

/** One quarter's certified scorecards, the one that stands first; empty where there is none. */
export function certifiedPeriod(
	organization: Organization,
	period: string,
	stored: readonly StoredEntry[]
) {
	const versions = organization.certified.filter((entry) => entry.period === period);
	return versions
		.map((entry, index) => ({
			...certifiedText(entry),
			...recorded(entry),
			corrected_by: versions[index + 1]?.seq ?? null,
			recomputed: recomputed(organization, entry, stored)
		}))
		.reverse();
}

/** What weakened goals in the quarter, as the record has it now and as known on its last day. */
export function certifiedWeakened(organization: Organization, period: string) {
	return weakenedBetween(organization, firstDayOf(period), lastDayOf(period));
}
export type CertifiedWeakened = ReturnType<typeof certifiedWeakened>;

export type CertifiedVersion = ReturnType<typeof certifiedPeriod>[number];

/** Twenty years: an entry of an impossible day must not make a list of thousands of quarters. */
const LONGEST_DAYS = 7305;

/**
 * The quarters that were over before `t`, newest first, from that of the organization's first entry
 * on, each with its certified scorecard as of `t`. Null stands for a gap.
 */
export function certifiedQuarters(
	organization: Organization,
	t: string,
	stored: readonly StoredEntry[]
) {
	const certified = certifiedAsOf(organization, t);
	const weakened = weakenedByQuarter(organization, t);
	return quartersToCertify(organization, t).map((period) => {
		const versions = certified.filter((entry) => entry.period === period);
		const entry = versions.at(-1);
		return {
			period,
			as_of: lastDayOf(period),
			weakened: weakened.get(period) ?? { total: 0, unconfirmed: 0 },
			/** How often it was certified again. */
			corrections: Math.max(0, versions.length - 1),
			standing: entry
				? {
						...certifiedText(entry),
						...recorded(entry),
						recomputed: recomputed(organization, entry, stored)
					}
				: null
		};
	});
}
export type CertifiedQuarter = ReturnType<typeof certifiedQuarters>[number];

/** The quarters over before `t` that have or could have a certified scorecard, newest first. */
export function quartersToCertify({ entries, certified }: Organization, t: string): string[] {
	const first = entries.reduce(
		(day, { effective_on }) => (effective_on < day ? effective_on : day),
		t
	);
	const from = daysBetween(first, t) > LONGEST_DAYS ? addDays(t, -LONGEST_DAYS) : first;
	const quarters = new Set([...quartersBetween(from, t), ...certified.map(({ period }) => period)]);
	return [...quarters]
		.filter((quarter) => lastDayOf(quarter) < t)
		.sort()
		.reverse();
}

/** The quarter under way on a day, and its last day. */
export function quarterUnderWay(day: string) {
	const period = quarterOf(day);
	return { period, as_of: lastDayOf(period) };
}
