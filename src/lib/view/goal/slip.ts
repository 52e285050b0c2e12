import { titleAsOf } from '../shared/in-language.ts';
import { closingAsOf } from '../../record/as-of.ts';
import { daysPassed, targetsAsOf, type TargetSet } from '../../record/date-moves.ts';
import { daysBetween } from '../../record/day.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { revisionHead } from './revisions.ts';

/** A day on the drawing, in hundredths of its width. */
type Place = { day: string; x: number };

/**
 * How a goal's target date came from the first to the one of `t`, through the goals that it succeeds
 * too. Null where the date stands as it was first set, or there never was one.
 */
export function slipView(organization: Organization, goal: Goal, t: string) {
	const { first, moves } = targetsAsOf(organization, goal, t);
	if (!first?.to || moves.length === 0) return null;
	const closing = closingAsOf(goal, t);
	const delivered = closing?.as === 'delivered' ? closing.effective_on : null;
	const days = [first.to, ...moves.map(({ to }) => to), delivered].filter((day) => day !== null);
	const place = scale(days);
	const now = moves.at(-1)!.to;
	/** Whose revision it was, where that is a goal that this one carries on. */
	const predecessor = ({ goal: of }: TargetSet) =>
		of === goal ? null : { key: of.key, title: titleAsOf(of, t) };
	return {
		original: { ...place(first.to), at: head(first), predecessor: predecessor(first) },
		moves: moves.map((move) => ({
			at: head(move),
			predecessor: predecessor(move),
			from: move.from ? place(move.from) : null,
			to: move.to ? place(move.to) : null,
			by: move.from && move.to ? daysBetween(move.from, move.to) : null,
			passed: daysPassed(move)
		})),
		/** The current target, and how many days it lies after the first; null where it was dropped. */
		target: now,
		days: now === null ? 0 : daysBetween(first.to, now),
		delivered: delivered ? { ...place(delivered), late: daysBetween(first.to, delivered) } : null
	};
}
export type SlipView = NonNullable<ReturnType<typeof slipView>>;
export type SlipMove = SlipView['moves'][number];

const head = ({ revision }: TargetSet) => revisionHead(revision);

function scale(days: readonly string[]): (day: string) => Place {
	const [from, to] = [days.toSorted()[0]!, days.toSorted().at(-1)!];
	const span = Math.max(1, daysBetween(from, to));
	return (day) => ({ day, x: Math.round((10_000 * daysBetween(from, day)) / span) / 100 });
}
