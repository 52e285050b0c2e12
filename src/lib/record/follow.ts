import type { Entry, GoalPublished, GoalRevised, ReviewPublished } from './entries.ts';
import type { StandingUpdate } from './as-of.ts';
import type { Goal, Report, Update } from './state.ts';

/**
 * The questions of as-of.ts asked of one day after another. A follower passes each entry once, so it
 * answers only for days that never go back.
 */
export type Follower<T> = (t: string) => T | undefined;

const dayOf = (entry: Entry) => entry.effective_on;
const dayOfUpdate = ({ entry }: Update) => entry.effective_on;
const dayOfReport = ({ original }: Report) => original.entry.effective_on;

/** The revision in force. */
export function followRevision(goal: Goal): Follower<GoalPublished | GoalRevised> {
	return follow<GoalPublished | GoalRevised>(goal.revisions, dayOf);
}

/** The update that stands, corrections applied. */
export function followStanding(goal: Goal): Follower<StandingUpdate> {
	return within(follow(goal.reports, dayOfReport), (report) => {
		const correction = follow(report.corrections, dayOfUpdate);
		let standing = { report, update: report.original, day: dayOfReport(report) };
		return (t) => {
			const update = correction(t) ?? report.original;
			if (update !== standing.update) standing = { ...standing, update };
			return standing;
		};
	});
}

/** The latest review of the update that `standing` gives. */
export function followReview(standing: Follower<StandingUpdate>): Follower<ReviewPublished> {
	return within(
		(t) => standing(t)?.update,
		(update) => follow<ReviewPublished>(update.reviews, dayOf)
	);
}

/** The latest of the items, which stand in record order. */
function follow<T>(items: readonly T[], dayOf: (item: T) => string): Follower<T> {
	const ordered = inDayOrder(items, dayOf);
	let passed = 0;
	let latest: T | undefined;
	let next = ordered[0];
	return (t) => {
		for (; next && next.day <= t; next = ordered[++passed]) latest = next.item;
		return latest;
	};
}

/** The sort is stable: on equal days the later one of the record comes later, and so wins. */
function inDayOrder<T>(items: readonly T[], dayOf: (item: T) => string) {
	return items
		.map((item) => ({ item, day: dayOf(item) }))
		.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/** Follows something of what `outer` gives, from the start again whenever that is another. */
function within<T, U>(outer: Follower<T>, inner: (item: T) => Follower<U>): Follower<U> {
	let current: T | undefined;
	let follower: Follower<U> | undefined;
	return (t) => {
		const item = outer(t);
		if (item !== current) {
			current = item;
			follower = item && inner(item);
		}
		return follower?.(t);
	};
}
