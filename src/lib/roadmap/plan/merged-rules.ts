import { m } from '../../paraglide/messages.js';
import type { Difference } from './differences.ts';
import type { RoadmapFile } from '../file/file.ts';
import { checkRules } from '../rules/rules.ts';

/**
 * The rules that a file breaks only together with what is recorded, such as a new update of a goal
 * whose closing the file does not mention. What the record alone breaks is not the file's fault.
 */
export function newProblems(recorded: RoadmapFile, merged: RoadmapFile): Difference[] {
	const known = new Set(checkRules(recorded).map(({ path }) => byGoalKey(path, recorded)));
	return checkRules(merged)
		.filter(({ path }) => !known.has(byGoalKey(path, merged)))
		.map(({ path, message }) => {
			const together = m.import_together({ message });
			return { path, message: together, recorded: undefined, file: undefined };
		});
}

function byGoalKey(path: string, { goals }: RoadmapFile): string {
	return path.replace(/^goals\[(\d+)\]/, (_, index) => `goal ${goals[Number(index)]?.key}`);
}
