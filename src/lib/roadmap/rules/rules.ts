import { m } from '../../paraglide/messages.js';
import type { FileGoal, RoadmapFile } from '../file/file.ts';
import { checkGoal } from './goal-rules.ts';
import { problem, type Problem } from '../file/problem.ts';
import { checkSuccession } from './succession-rules.ts';

/**
 * Checks what the format demands beyond the shape of each item: order, references, closings and
 * succession. Empty where the file is valid.
 */
export function checkRules(file: RoadmapFile): Problem[] {
	return [
		...checkKeeping(file),
		...uniqueKeys(file.goals),
		...file.goals.flatMap((goal, index) => checkGoal(goal, ['goals', index])),
		...checkSuccession(file.goals)
	];
}

/** Who keeps its own record is nobody's keeper, and reads no sources of somebody else. */
function checkKeeping({ organization: { kept_by, keeper }, checks }: RoadmapFile): Problem[] {
	if (kept_by === 'transcriber') return [];
	return [
		...(keeper ? [problem(['organization', 'keeper'], m.import_keeper_own())] : []),
		...(checks?.length ? [problem(['checks'], m.import_checks_own())] : [])
	];
}

function uniqueKeys(goals: readonly FileGoal[]): Problem[] {
	const seen = new Map<string, number>();
	return goals.flatMap(({ key }, index) => {
		const first = seen.get(key);
		if (first === undefined) {
			seen.set(key, index);
			return [];
		}
		return [problem(['goals', index, 'key'], m.import_key_taken({ key, index: first }))];
	});
}
