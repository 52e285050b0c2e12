import { ownMovesAsOf, type TargetSet } from '../../record/date-moves.ts';
import type { Entry } from '../../record/entries.ts';
import { allEntries } from '../../record/all-entries.ts';
import { quarterOf } from '../../record/quarter.ts';
import { isRaw, type RawEntry } from '../../record/raw.ts';
import type { Goal, Organization } from '../../record/state.ts';
import type { Area, Change } from '../../record/vocabulary.ts';
import type { BadgeKind } from '../shared/badges.ts';
import { spanOf, type ChangesFilter } from './changes-filter.ts';
import { changeLine } from './changes.ts';
import { kindOf } from '../kinds/index.ts';
import type { GoalEntry, Place } from '../kinds/kind.ts';
import { rawHeading, rawReason } from '../kinds/raw.ts';
import { pageOf } from '../kinds/record-list.ts';
import { recorded, type Recorded } from '../shared/recorded.ts';
import { WEAKENINGS, type Weakening } from '../shared/weakenings.ts';
import { weakeningsOf } from './weakening.ts';

/** One entry of an organization in plain words, as its change log shows it. */
export type LogLine = Recorded & {
	/** The day that the entry speaks of; null where a raw entry does not say it. */
	day: string | null;
	badge: BadgeKind;
	text: string;
	weakenings: Weakening[];
	/** Of an entry with a page of its own, where that stands; null for other entries. */
	page: string | null;
	/** The goal that it speaks of, and where on that goal's page it stands; null for the organization. */
	goal: { key: string; title: string; area: Area; place: Place | null } | null;
	/** What an entry is that is kept as it stands; null for the others. */
	raw: string | null;
};

/** Weakening changes of one year: one that weakens in two ways counts in both, and once in `total`. */
export type WeakeningYear = { year: string; counts: Record<Weakening, number>; total: number };

type Item = {
	entry: Entry | RawEntry;
	/** Null for a raw entry that says no day that can be read. */
	day: string | null;
	goal: Goal | undefined;
	weakenings: Weakening[];
	/** What the entry did to its goal's target date. */
	move: TargetSet | undefined;
};

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
		years: [...new Set(items.flatMap((item) => yearOf(item) ?? []))],
		weakening: weakeningByYear(items),
		weakenings: items.filter(({ weakenings }) => weakenings.length > 0).length
	};
}
export type ChangesLog = ReturnType<typeof changesLog>;

/** How many changes weakened a goal, and how many of them are rewordings that no reviewer has confirmed. */
export type Weakened = { total: number; unconfirmed: number };

/** Of the changes effective by `t`, of all goals or of an area's. */
export function weakenedAsOf(organization: Organization, t: string) {
	const items = itemsAsOf(organization, t);
	return (area?: Area) => countWeakened(items.filter(({ goal }) => !area || goal?.area === area));
}

/** The changes from a day to `t` that weakened a goal, as known on `t`; newest first. */
export function weakenedBetween(organization: Organization, from: string, t: string) {
	const items = itemsAsOf(organization, t).filter(
		({ day, weakenings }) => day !== null && day >= from && weakenings.length > 0
	);
	return {
		...countWeakened(items),
		lines: items.map((item) => logLine(organization, item, t))
	};
}

/** The changes effective by `t`, as known on that day, by the quarter of theirs. */
export function weakenedByQuarter(organization: Organization, t: string): Map<string, Weakened> {
	const dated = itemsAsOf(organization, t).filter(({ day }) => day !== null);
	const quarters = Map.groupBy(dated, ({ day }) => quarterOf(day!));
	return new Map([...quarters].map(([quarter, items]) => [quarter, countWeakened(items)]));
}

function countWeakened(items: readonly Item[]): Weakened {
	const weakening = items.filter(({ weakenings }) => weakenings.length > 0);
	const unconfirmed = weakening.filter(({ weakenings }) => weakenings.includes('reworded'));
	return { total: weakening.length, unconfirmed: unconfirmed.length };
}

/**
 * Newest first, what says no day before all. Sorts days, of which there are far fewer than entries, and
 * not the entries.
 */
function itemsAsOf(organization: Organization, t: string): Item[] {
	const moves = dateMovesAsOf(organization, t);
	const days = new Map<string, Item[]>();
	for (const entry of allEntries(organization)) {
		const item = isRaw(entry) ? rawItem(entry) : itemOf(organization, entry, moves.get(entry), t);
		const { day } = item;
		if (day !== null && day > t) continue;
		const onDay = days.get(day ?? UNDATED);
		if (onDay) onDay.push(item);
		else days.set(day ?? UNDATED, [item]);
	}
	const newestFirst = [...days.keys()].sort().reverse();
	return newestFirst.flatMap((day) => days.get(day)!.reverse());
}

/** Sorts after every day. */
const UNDATED = '~';

function itemOf(
	organization: Organization,
	entry: Entry,
	move: TargetSet | undefined,
	t: string
): Item {
	const goal = 'goal' in entry ? organization.goals.get(entry.goal) : undefined;
	const weakenings = goal ? weakeningsOf(organization, goal, entry, { move, t }) : [];
	return { entry, day: entry.effective_on, goal, move, weakenings };
}

/** What cannot be read has no goal, and no change that could be told. */
function rawItem(entry: RawEntry): Item {
	const day = entry.effective_on ?? (recorded(entry).recorded_on || null);
	return { entry, day, goal: undefined, move: undefined, weakenings: [] };
}

function passes(item: Item, filter: ChangesFilter): boolean {
	const { area, kind, change, weakening, year } = filter;
	const { entry, goal } = item;
	if (area && goal?.area !== area) return false;
	if (kind && entry.kind !== kind) return false;
	if (change && (isRaw(entry) || !isChange(entry, change, item.move))) return false;
	if (weakening === 'any' && item.weakenings.length === 0) return false;
	if (weakening && weakening !== 'any' && !item.weakenings.includes(weakening)) return false;
	const span = spanOf(filter.days);
	if (span && (item.day === null || item.day < span.from || item.day > span.to)) return false;
	return !year || yearOf(item) === year;
}

/** The moves of target dates in an organization as of `t`, by their entries. */
export function dateMovesAsOf(organization: Organization, t: string): Map<Entry, TargetSet> {
	const goals = [...organization.goals.values()];
	return new Map(goals.flatMap((goal) => [...ownMovesAsOf(organization, goal, t)]));
}

/**
 * Whether an entry changed its goal in that way. A date is moved where the dates say so, by whatever
 * entry; the other ways are what a revision says of itself.
 */
export function isChange(entry: Entry, change: Change, move: TargetSet | undefined): boolean {
	if (change === 'date_moved') return move !== undefined;
	return entry.kind === 'goal.revised' && entry.change === change;
}

/** Every year with an entry, newest first, so that a year without a weakening change shows as such. */
function weakeningByYear(items: readonly Item[]): WeakeningYear[] {
	const years = new Map<string, WeakeningYear>();
	for (const item of items) {
		const year = yearOf(item);
		if (year === null) continue;
		const row = years.get(year) ?? { year, counts: noCounts(), total: 0 };
		years.set(year, row);
		for (const kind of item.weakenings) row.counts[kind] += 1;
		if (item.weakenings.length > 0) row.total += 1;
	}
	return [...years.values()];
}

const noCounts = () =>
	Object.fromEntries(WEAKENINGS.map((kind) => [kind, 0])) as Record<Weakening, number>;

const yearOf = ({ day }: Item) => day && day.slice(0, 4);

function logLine(organization: Organization, { entry, day, weakenings }: Item, t: string): LogLine {
	const { slug, goals } = organization;
	if (isRaw(entry))
		return {
			...recorded(entry),
			...{ day, weakenings, page: null, goal: null, badge: 'raw', text: rawReason(entry) },
			raw: rawHeading(entry)
		};
	const at = { ...recorded(entry), day, weakenings, raw: null };
	if (!('goal' in entry)) {
		const kind = kindOf(entry);
		const [path, text] = [kind.path?.(entry), kind.text(entry, { organization })];
		const page = path === undefined ? null : `/${slug}${path}`;
		return { ...at, page, badge: kind.badge(entry), text, goal: null };
	}
	const goal = goals.get(entry.goal)!;
	const { title, badge, text } = changeLine(organization, goal, entry, t);
	return {
		...at,
		page: null,
		badge,
		text,
		goal: { key: goal.key, title, area: goal.area, place: placeOf(goal, entry) }
	};
}

/** Where on its goal's page an entry is shown in full. */
export const placeOf = (goal: Goal, entry: GoalEntry): Place | null =>
	kindOf(entry).place?.(entry, goal) ?? null;
