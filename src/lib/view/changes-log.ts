import { m } from '../paraglide/messages.js';
import type { Entry, ScorecardCertified } from '../record/entries.ts';
import type { Goal, Organization } from '../record/state.ts';
import type { Area } from '../record/vocabulary.ts';
import type { BadgeKind } from './badges.ts';
import type { ChangesFilter } from './changes-filter.ts';
import { changeLine } from './changes.ts';
import { quarterName } from './quarter.ts';
import { pageOf } from './record-list.ts';
import { recorded, type Recorded } from './recorded.ts';
import { weakeningsOf, WEAKENINGS, type Weakening } from './weakening.ts';

/** One entry of an organization in plain words, as its change log shows it. */
export type LogLine = Recorded & {
	/** The day that the entry speaks of. */
	day: string;
	badge: BadgeKind;
	text: string;
	weakenings: Weakening[];
	/** Where a certified scorecard stands; null for other entries. */
	certified: string | null;
	/** The goal that it speaks of, and where on that goal's page it stands; null for the organization. */
	goal: { key: string; title: string; area: Area; place: Place | null } | null;
};
type Place = { name: string; fragment: string };

/** Weakening changes of one year: one that weakens in two ways counts in both, and once in `total`. */
export type WeakeningYear = { year: string; counts: Record<Weakening, number>; total: number };

type GoalEntry = Extract<Entry, { goal: string }>;
type OwnEntry = Exclude<Entry, GoalEntry>;
type Item = { entry: Entry; goal: Goal | undefined; weakenings: Weakening[] };

/**
 * The entries effective by `t` that the filter lets through, newest first, of which `lines` holds
 * page `number`. `years` and the counts of weakening changes are of all entries effective by `t`.
 */
export function changesLog(
	organization: Organization,
	t: string,
	filter: ChangesFilter,
	number = 1
) {
	const items = itemsAsOf(organization, t);
	const chosen = items.filter((item) => passes(item, filter));
	const page = pageOf(chosen, number);
	return {
		count: chosen.length,
		pages: page.pages,
		number,
		lines: page.items.map((item) => logLine(organization, item, t)),
		years: [...new Set(items.map(yearOf))],
		weakening: weakeningByYear(items),
		weakenings: items.filter(({ weakenings }) => weakenings.length > 0).length
	};
}
export type ChangesLog = ReturnType<typeof changesLog>;

/** Newest first. Sorts days, of which there are far fewer than entries, and not the entries. */
function itemsAsOf({ entries, goals }: Organization, t: string): Item[] {
	const days = new Map<string, Item[]>();
	for (const entry of entries) {
		if (entry.effective_on > t) continue;
		const goal = 'goal' in entry ? goals.get(entry.goal) : undefined;
		const item = { entry, goal, weakenings: goal ? weakeningsOf(goal, entry) : [] };
		const onDay = days.get(entry.effective_on);
		if (onDay) onDay.push(item);
		else days.set(entry.effective_on, [item]);
	}
	const newestFirst = [...days.keys()].sort().reverse();
	return newestFirst.flatMap((day) => days.get(day)!.reverse());
}

function passes(item: Item, { area, kind, change, weakening, year }: ChangesFilter): boolean {
	const { entry, goal } = item;
	if (area && goal?.area !== area) return false;
	if (kind && entry.kind !== kind) return false;
	if (change && !(entry.kind === 'goal.revised' && entry.change === change)) return false;
	if (weakening === 'any' && item.weakenings.length === 0) return false;
	if (weakening && weakening !== 'any' && !item.weakenings.includes(weakening)) return false;
	return !year || yearOf(item) === year;
}

/** Every year with an entry, newest first, so that a year without a weakening change shows as such. */
function weakeningByYear(items: readonly Item[]): WeakeningYear[] {
	const years = new Map<string, WeakeningYear>();
	for (const item of items) {
		const year = yearOf(item);
		const row = years.get(year) ?? { year, counts: noCounts(), total: 0 };
		years.set(year, row);
		for (const kind of item.weakenings) row.counts[kind] += 1;
		if (item.weakenings.length > 0) row.total += 1;
	}
	return [...years.values()];
}

const noCounts = () =>
	Object.fromEntries(WEAKENINGS.map((kind) => [kind, 0])) as Record<Weakening, number>;

const yearOf = ({ entry }: Item) => entry.effective_on.slice(0, 4);

function logLine({ slug, goals }: Organization, { entry, weakenings }: Item, t: string): LogLine {
	const certified =
		entry.kind === 'scorecard.certified' ? `/${slug}/certified/${entry.period}` : null;
	const at = { ...recorded(entry), day: entry.effective_on, weakenings, certified };
	if (!('goal' in entry)) return { ...at, ...ownLine(entry), goal: null };
	const goal = goals.get(entry.goal)!;
	const { title, badge, text } = changeLine(goal, entry, t);
	return {
		...at,
		badge,
		text,
		goal: { key: goal.key, title, area: goal.area, place: placeOf(goal, entry) }
	};
}

/** What an entry says of the organization itself. */
function ownLine(entry: OwnEntry): { badge: BadgeKind; text: string } {
	switch (entry.kind) {
		case 'organization.registered':
			return {
				badge: 'registered',
				text: m.changes_registered({ name: entry.name, roadmap: entry.roadmap.title })
			};
		case 'organization.amended':
			return {
				badge: 'amended',
				text: entry.two_person_rule ? m.flow_amended_on() : m.flow_amended_off()
			};
		case 'scorecard.certified':
			return { badge: 'certified', text: certifiedInWords(entry) };
	}
}

function certifiedInWords({ period, certifier, reason }: ScorecardCertified): string {
	const said = { quarter: quarterName(period), ...certifier };
	return reason === undefined
		? m.certified_log_first(said)
		: m.certified_log_again({ ...said, reason });
}

/** Where on its goal's page an entry is shown in full. */
export function placeOf(goal: Goal, entry: GoalEntry): Place | null {
	switch (entry.kind) {
		case 'goal.published':
		case 'goal.revised':
			return {
				name: m.changes_place_revision({ number: entry.revision }),
				fragment: `revision-${entry.revision}`
			};
		case 'goal.closed':
			return { name: m.changes_place_closing(), fragment: 'closing' };
		case 'progress.reported':
		case 'progress.corrected':
			return placeOfUpdate(goal, entry.update, m.changes_place_update());
		case 'review.published':
			return placeOfUpdate(goal, entry.of, m.changes_place_review());
	}
}

/** A correction and the reviews of it stand with the update that was first reported. */
function placeOfUpdate(goal: Goal, update: string, name: string): Place | null {
	const report = goal.reports.find(({ original, corrections }) =>
		[original, ...corrections].some(({ key }) => key === update)
	);
	return report ? { name, fragment: `update-${report.original.entry.seq}` } : null;
}
