import { m } from '../../paraglide/messages.js';
import { conditionOf, type FileClosing, type FileGoal } from '../file/file.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';

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
		return [problem(path, m.import_superseded_count({ count }))];
	if (as === 'split' && count < 2) return [problem(path, m.import_split_count({ count }))];
	if (as !== 'superseded' && as !== 'split' && count > 0)
		return [problem(path, m.import_no_successors({ state: as }))];
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
	if (key === goal.key) return m.import_successor_itself();
	if (closed.successors.indexOf(key) < at) return m.import_successor_again({ key });
	if (!successor) return m.import_successor_unknown({ key });
	const other = predecessors.get(key);
	if (other !== undefined) return m.import_successor_taken({ key, other });
	if (leadsTo(goal.key, key, predecessors)) return m.import_successor_circle({ key });
	if (successor.area !== goal.area)
		return m.import_successor_area({ key, area: successor.area, same: goal.area });
	if (!conditionOf(successor) !== !conditionOf(goal))
		return conditionOf(goal)
			? m.import_successor_unconditional({ key })
			: m.import_successor_conditional({ key });
	const first = successor.revisions[0]?.effective_on;
	if (first !== undefined && first !== closed.effective_on)
		return m.import_successor_day({ key, first, day: closed.effective_on });
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
