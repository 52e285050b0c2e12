import type { GoalPublished, GoalRevised } from '../entries.ts';
import type { FoldIndex } from '../fold-index.ts';
import type { Goal, Organization } from '../state.ts';
import { fail } from './misplaced.ts';

export function publish(organization: Organization, entry: GoalPublished, index: FoldIndex): void {
	if (organization.goals.has(entry.goal)) fail(entry, `goal "${entry.goal}" is published already`);
	const goal: Goal = {
		key: entry.goal,
		area: entry.area,
		revisions: [entry],
		reports: [],
		revisionReviews: [],
		judgements: [],
		entries: [entry]
	};
	const predecessor = index.awaitedOf(organization).get(entry.goal);
	if (predecessor !== undefined) goal.predecessor = predecessor;
	organization.goals.set(entry.goal, goal);
}

export function revise(goal: Goal, entry: GoalRevised): void {
	goal.revisions.push(entry);
}
