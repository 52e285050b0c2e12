import type { GoalClosed } from '../entries.ts';
import { successorsOf, type FoldIndex } from '../fold-index.ts';
import type { Goal, Organization } from '../state.ts';
import { fail } from './misplaced.ts';

export function close(
	goal: Goal,
	entry: GoalClosed,
	index: FoldIndex,
	organization: Organization
): void {
	if (goal.closing) fail(entry, `goal "${goal.key}" is closed already`);
	const awaited = index.awaitedOf(organization);
	const successors = successorsOf(entry);
	for (const key of successors) {
		const other = organization.goals.get(key)?.predecessor ?? awaited.get(key);
		if (other !== undefined) fail(entry, `goal "${key}" succeeds "${other}" already`);
	}
	for (const key of successors) {
		const successor = organization.goals.get(key);
		if (successor) successor.predecessor = goal.key;
		else awaited.set(key, goal.key);
	}
	goal.closing = entry;
}
