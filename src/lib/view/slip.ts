import { titleAsOf } from './in-language.ts';
import { closingAsOf, lineageAsOf } from '../record/as-of.ts';
import { daysBetween } from '../record/day.ts';
import type { GoalPublished, GoalRevised } from '../record/entries.ts';
import type { Goal, Organization } from '../record/state.ts';
import { revisionHead } from './revisions.ts';

/** A day on the drawing, in hundredths of its width. */
type Place = { day: string; x: number };

/**
 * How a goal's target date came from the first to the one of `t`, through the goals that it succeeds
 * too. Null where the date stands as it was first set, or there never was one.
 */
export function slipView(organization: Organization, goal: Goal, t: string) {
	const [first, ...later] = targetsAsOf(organization, goal, t);
	if (!first?.on || later.length === 0) return null;
	const closing = closingAsOf(goal, t);
	const delivered = closing?.as === 'delivered' ? closing.effective_on : null;
	const days = [first.on, ...later.map(({ on }) => on), delivered].filter((day) => day !== null);
	const place = scale(days);
	const set = [first, ...later];
	const now = set.at(-1)!.on;
	return {
		original: { ...place(first.on), at: head(first) },
		moves: later.map((move, index) => {
			const before = set[index]!.on;
			return {
				at: head(move),
				predecessor:
					move.goal === goal ? null : { key: move.goal.key, title: titleAsOf(move.goal, t) },
				from: before ? place(before) : null,
				to: move.on ? place(move.on) : null,
				by: before && move.on ? daysBetween(before, move.on) : null
			};
		}),
		/** The current target, and how many days it lies after the first; null where it was dropped. */
		target: now,
		days: now === null ? 0 : daysBetween(first.on, now),
		delivered: delivered ? { ...place(delivered), late: daysBetween(first.on, delivered) } : null
	};
}
export type SlipView = NonNullable<ReturnType<typeof slipView>>;
export type SlipMove = SlipView['moves'][number];

type Set = { goal: Goal; revision: GoalPublished | GoalRevised; on: string | null };

const head = ({ revision }: Set) => revisionHead(revision);

/** The revisions that set another target date than stood before, from the first date on. */
function targetsAsOf(organization: Organization, goal: Goal, t: string): Set[] {
	const sets: Set[] = [];
	for (const each of lineageAsOf(organization, goal, t).reverse())
		for (const revision of inOrder(each.revisions, t)) {
			const on = revision.target?.on ?? null;
			if (on !== (sets.at(-1)?.on ?? null)) sets.push({ goal: each, revision, on });
		}
	return sets;
}

/** By day; on one day in record order, which is how they stand. */
function inOrder(revisions: Goal['revisions'], t: string) {
	return revisions
		.filter(({ effective_on }) => effective_on <= t)
		.sort((a, b) => daysBetween(b.effective_on, a.effective_on));
}

function scale(days: readonly string[]): (day: string) => Place {
	const [from, to] = [days.toSorted()[0]!, days.toSorted().at(-1)!];
	const span = Math.max(1, daysBetween(from, to));
	return (day) => ({ day, x: Math.round((10_000 * daysBetween(from, day)) / span) / 100 });
}
