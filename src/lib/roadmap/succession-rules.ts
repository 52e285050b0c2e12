import type { FileClosing, FileGoal } from './file.ts';
import { problem, type Path, type Problem } from './problem.ts';

/** The rules about goals that carry on others. */
export function checkSuccession(goals: readonly FileGoal[]): Problem[] {
	const byKey = new Map<string, FileGoal>();
	for (const goal of goals) if (!byKey.has(goal.key)) byKey.set(goal.key, goal);
	const predecessors = new Map<string, string>();
	return goals.flatMap((goal, index) => {
		if (!goal.closed) return [];
		const path = ['goals', index, 'closed', 'successors'];
		return [
			...checkCount(goal.closed, path),
			...goal.closed.successors.flatMap((key, at) => {
				const message = checkSuccessor(goal, key, at, byKey.get(key), predecessors);
				if (!predecessors.has(key)) predecessors.set(key, goal.key);
				return message === undefined ? [] : [problem([...path, at], message)];
			})
		];
	});
}

function checkCount({ as, successors }: FileClosing, path: Path): Problem[] {
	const count = successors.length;
	if (as === 'superseded' && count !== 1)
		return [problem(path, `has ${count} goals: a superseded goal names exactly one successor`)];
	if (as === 'split' && count < 2)
		return [problem(path, `has ${count} goals: a split goal names two or more successors`)];
	if ((as === 'delivered' || as === 'withdrawn') && count > 0)
		return [problem(path, `must be empty: a goal that was ${as} has no successors`)];
	return [];
}

function checkSuccessor(
	goal: FileGoal,
	key: string,
	at: number,
	successor: FileGoal | undefined,
	predecessors: ReadonlyMap<string, string>
): string | undefined {
	const closed = goal.closed!;
	if (key === goal.key) return `is the goal itself: name the goal that carries on`;
	if (closed.successors.indexOf(key) < at) return `is "${key}" again: name each successor once`;
	if (!successor) return `is "${key}", which is no goal's key in this file: add that goal`;
	const other = predecessors.get(key);
	if (other !== undefined)
		return `is "${key}", which succeeds "${other}" already: a goal succeeds at most one other`;
	if (leadsTo(goal.key, key, predecessors))
		return `is "${key}", which this goal itself comes from: goals cannot succeed each other in a circle`;
	if (successor.area !== goal.area)
		return `is "${key}", whose area is ${successor.area}: a successor is in the same area, ${goal.area}`;
	const first = successor.revisions[0]?.effective_on;
	if (first !== closed.effective_on)
		return `is "${key}", whose first revision is of ${first}: a successor begins on the closing's day, ${closed.effective_on}`;
	return undefined;
}

/** Whether `ancestor` is among the goals that `key` comes from. */
function leadsTo(
	key: string,
	ancestor: string,
	predecessors: ReadonlyMap<string, string>
): boolean {
	const seen = new Set<string>();
	for (
		let at = predecessors.get(key);
		at !== undefined && !seen.has(at);
		at = predecessors.get(at)
	) {
		if (at === ancestor) return true;
		seen.add(at);
	}
	return false;
}
