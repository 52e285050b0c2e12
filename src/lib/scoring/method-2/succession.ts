import { closingAsOf, predecessorAsOf } from '../../record/as-of.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { revisionStandingAsOf } from '../../record/standing-reviews.ts';
import { wordsOf } from '../../record/words.ts';
import { countBy, historyOf, lastBy, type History, type RevisionAt } from './history.ts';

/** What a goal answers for, the goals that it succeeds included, as of a day. */
export type Succession = {
	goal: Goal;
	history: History;
	/** Its revisions effective by the day. */
	revisions: readonly RevisionAt[];
	/** w */
	weight: number;
	/** Its part of its predecessor, 1 where it has none. */
	share: number;
	/** k: the number of criteria that it answers for. */
	needed: number;
	/** How many criteria of its predecessor no successor carries. */
	lost: number;
	/** The first day of the first goal that it carries on, or its own. */
	announced: string;
	/** The first revision that gave a target, of the furthest predecessor that had one. */
	targeted: RevisionAt | undefined;
	narrowing: Narrowing | undefined;
};

/** How the goal, or one that it carries on, came to count as narrowed. */
export type Narrowing = {
	/** The day of the first revision that narrows. */
	revised: string;
	/** The first day from which one counts so: later where a review says it. */
	since: string;
};

export type SuccessionOf = (goal: Goal) => Succession;

/** Successions as of one day, each computed once. */
export function successionsAsOf(organization: Organization, t: string): SuccessionOf {
	const known = new Map<Goal, Succession>();
	const divided = new Map<Goal, Division>();
	const divisionOf = (goal: Goal) => {
		const division = divided.get(goal) ?? divide(organization, goal, t);
		divided.set(goal, division);
		return division;
	};
	return (goal) => {
		// From the goal back to one that is known or has no predecessor, which may be far.
		const chain = new Set<Goal>();
		let next: Goal | undefined = goal;
		for (; next && !known.has(next) && !chain.has(next);) {
			chain.add(next);
			next = predecessorAsOf(organization, next, t);
		}
		let predecessor = next && known.get(next);
		for (const each of [...chain].reverse()) {
			predecessor = succeed(each, predecessor, predecessor && divisionOf(predecessor.goal), t);
			known.set(each, predecessor);
		}
		return known.get(goal)!;
	};
}

function succeed(
	goal: Goal,
	predecessor: Succession | undefined,
	division: Division | undefined,
	t: string
): Succession {
	const history = historyOf(goal);
	const revisions = history.revisions.slice(0, countBy(history.revisions, t));
	const share = division?.shares.get(goal.key) ?? 1;
	const lost = division?.lost ?? 0;
	const { targeted } = history;
	return {
		...{ goal, history, revisions, share, lost },
		weight: (predecessor?.weight ?? 1) * share,
		needed: Math.max(revisions.at(-1)?.most ?? 0, share * (predecessor?.needed ?? 0)),
		announced: predecessor?.announced ?? history.revisions[0]!.day,
		targeted: predecessor?.targeted ?? (targeted && targeted.day <= t ? targeted : undefined),
		narrowing: firstNarrowing({ goal, revisions, lost }, predecessor?.narrowing, t)
	};
}

/** How a closed goal goes on in its successors. */
type Division = { shares: Map<string, number>; lost: number };

function divide(organization: Organization, goal: Goal, t: string): Division {
	const { as, successors, effective_on: closedOn } = closingAsOf(goal, t)!;
	const criteria = lastBy(historyOf(goal).revisions, closedOn)?.revision.criteria ?? [];
	const taken = carriedCriteria(
		criteria,
		successors.map((key) => firstCriteria(organization.goals.get(key), t))
	);
	const lost = criteria.length - taken.reduce((sum, count) => sum + count, 0);
	const share = (carried: number) => {
		if (as === 'superseded') return 1;
		if (criteria.length === 0) return 1 / successors.length;
		return (carried + lost / successors.length) / criteria.length;
	};
	return { shares: new Map(successors.map((key, index) => [key, share(taken[index]!)])), lost };
}

/** How many of the criteria each successor carries: each goes to the first that has it in the same words. */
function carriedCriteria(criteria: readonly string[], successors: (readonly string[])[]): number[] {
	const left = successors.map((texts) => texts.map(wordsOf));
	const carried = successors.map(() => 0);
	for (const words of criteria.map(wordsOf)) {
		const carrier = left.findIndex((texts) => texts.includes(words));
		if (carrier < 0) continue;
		left[carrier]!.splice(left[carrier]!.indexOf(words), 1);
		carried[carrier]! += 1;
	}
	return carried;
}

/** Of a goal's first revision; none before it is published. */
function firstCriteria(goal: Goal | undefined, t: string): readonly string[] {
	const first = goal && historyOf(goal).revisions[0];
	return first && first.day <= t ? first.revision.criteria : [];
}

/** The first narrowing of the goal and of those that it succeeds; undefined where there is none. */
function firstNarrowing(
	{ goal, revisions, lost }: Pick<Succession, 'goal' | 'revisions' | 'lost'>,
	inherited: Narrowing | undefined,
	t: string
): Narrowing | undefined {
	let first = inherited;
	for (const [index, { day: revised, label, revision }] of revisions.entries()) {
		const since = narrowedSince();
		if (since === undefined) continue;
		first = {
			revised: first && first.revised < revised ? first.revised : revised,
			since: first && first.since < since ? first.since : since
		};

		function narrowedSince(): string | undefined {
			if (label === 'narrowed') return revised;
			const standing = revisionStandingAsOf(goal, revision.revision, t);
			if (standing) return standing.effect === 'weaker' ? standing.since : undefined;
			// What a successor leaves out narrows, until a reviewer says what became of the goal.
			return index === 0 && lost > 0 ? revised : undefined;
		}
	}
	return first;
}
