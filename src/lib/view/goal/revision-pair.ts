import type { Goal } from '../../record/state.ts';
import { comparedParts, revisionHead } from './revisions.ts';

/** Two revisions of a goal, by number; `from` is the lower one. */
export type Pair = { from: number; to: number };

/**
 * The pair that `?from=1&to=3` asks for, the lower number first; null where the address asks for none.
 * `missing` is what it names that no revision effective by `t` is called.
 */
export function readPair(
	params: URLSearchParams,
	goal: Goal,
	t: string
): Pair | { missing: string } | null {
	const given = [params.get('from') ?? '', params.get('to') ?? ''];
	if (given.every((text) => text === '')) return null;
	const numbers = numbersAsOf(goal, t);
	const missing = given.find((text) => !numbers.includes(text));
	if (missing !== undefined) return { missing };
	const [from = 0, to = 0] = given.map(Number).sort((a, b) => a - b);
	return { from, to };
}

const numbersAsOf = (goal: Goal, t: string) =>
	goal.revisions.filter((each) => each.effective_on <= t).map(({ revision }) => `${revision}`);

/** What became of the goal's text between two of its revisions, and by which revisions on the way. */
export function pairView(goal: Goal, { from, to }: Pair) {
	const numbered = (number: number) => goal.revisions.find(({ revision }) => revision === number)!;
	const [before, after] = [numbered(from), numbered(to)];
	const parts = comparedParts(before, after);
	return {
		from: revisionHead(before),
		to: revisionHead(after),
		/** The revisions after the first of the two up to the second, oldest first. */
		steps: goal.revisions
			.filter(({ revision }) => revision > from && revision <= to)
			.map(revisionHead),
		changes: parts.flatMap(({ name, parts, note }) => (parts ? [{ name, parts, note }] : [])),
		unchanged: parts.flatMap(({ name, parts }) => (parts ? [] : [name]))
	};
}
export type PairView = ReturnType<typeof pairView>;
