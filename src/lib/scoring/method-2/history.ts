import type { GoalPublished, GoalRevised, ReviewPublished } from '../../record/entries.ts';
import { countsAs } from '../../record/labels.ts';
import type { Goal, Update } from '../../record/state.ts';
import type { Change } from '../../record/vocabulary.ts';
import { identify } from './criteria.ts';

/** A goal's entries in order of day, on one day in record order, so that a score as of a day finds them fast. */
export type History = {
	revisions: RevisionAt[];
	/** The first of them that gives a target. */
	targeted: RevisionAt | undefined;
	reports: ReportAt[];
	/** Those of the reports of which some version was ever reviewed. */
	reviewed: ReportAt[];
};

export type RevisionAt = {
	day: string;
	revision: GoalPublished | GoalRevised;
	/** What it counts as; null for a goal's first. */
	label: Change | null;
	/** The identities of its criteria. */
	ids: number[];
	/** The highest number of criteria of any revision up to this one. */
	most: number;
};

/** An update with its corrections, which are in order of day. */
export type ReportAt = {
	day: string;
	/** Among the goal's reports, from 0. */
	place: number;
	original: Version;
	corrections: Version[];
};

export type Version = {
	/** The day from which it stands. */
	day: string;
	update: Update;
	/** In record order. */
	reviews: ReviewPublished[];
	/** The identities of the criteria that its items name by index. */
	ids: number[];
};

/** Of a goal; made anew once the record adds to it. */
export function historyOf(goal: Goal): History {
	const known = histories.get(goal);
	if (known?.entries === goal.entries.length) return known.history;
	const history = read(goal);
	histories.set(goal, { entries: goal.entries.length, history });
	return history;
}
const histories = new WeakMap<Goal, { entries: number; history: History }>();

/** The last of the items, in order of day, that is effective by `t`; undefined before the first. */
export function lastBy<T extends { day: string }>(items: readonly T[], t: string): T | undefined {
	return items[countBy(items, t) - 1];
}

/** How many of the items, in order of day, are effective by `t`. */
export function countBy(items: readonly { day: string }[], t: string): number {
	let [from, to] = [0, items.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (items[middle]!.day <= t) from = middle + 1;
		else to = middle;
	}
	return from;
}

function read(goal: Goal): History {
	const revisions = readRevisions(goal);
	const reports = byDay(
		goal.reports.map(({ original, corrections }) => {
			const { effective_on: day } = original.entry;
			const { ids } = (lastBy(revisions, day) ?? revisions[0])!;
			const version = (update: Update): Version => ({
				...{ day: update.entry.effective_on, update, ids, reviews: update.reviews }
			});
			return { day, original: version(original), corrections: byDay(corrections.map(version)) };
		})
	).map((report, place) => ({ ...report, place }));
	return {
		revisions,
		targeted: revisions.find(({ revision }) => revision.target ?? revision.target_within),
		reports,
		reviewed: reports.filter(({ original, corrections }) =>
			[original, ...corrections].some(({ reviews }) => reviews.length > 0)
		)
	};
}

function readRevisions(goal: Goal): RevisionAt[] {
	const ordered = byDay(
		goal.revisions.map((revision) => ({ day: revision.effective_on, revision }))
	);
	const labelled = ordered.map(({ day, revision }, index) => {
		const before = ordered[index - 1]?.revision;
		const change = revision.kind === 'goal.revised' ? revision.change : 'editorial';
		const label = before ? countsAs(change, before, revision) : null;
		return { day, revision, label, criteria: revision.criteria };
	});
	const ids = identify(labelled);
	let most = 0;
	return labelled.map(({ day, revision, label }, index) => {
		most = Math.max(most, revision.criteria.length);
		return { day, revision, label, ids: ids[index]!, most };
	});
}

/** The sort is stable: on one day they stay in record order. */
function byDay<T extends { day: string }>(items: readonly T[]): T[] {
	return items.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}
