import type { FileGoal, FileRevision, FileUpdate } from './file.ts';
import { checkOrder } from './order-rule.ts';
import { problem, type Path, type Problem } from './problem.ts';
import { originalsOf, revisionInForce } from './timeline.ts';

export function checkUpdates(goal: FileGoal, path: Path): Problem[] {
	const { updates, revisions } = goal;
	const originals = originalsOf(updates);
	return [
		...checkOrder(updates, path),
		...checkKeys(updates, path),
		...updates.flatMap((update, index) => [
			...checkDay(goal, update, [...path, index, 'effective_on']),
			...checkIndexes(revisions, updates[originals[index]!]!, update, [...path, index, 'evidence'])
		])
	];
}

function checkKeys(updates: readonly FileUpdate[], path: Path): Problem[] {
	const seen = new Set<string>();
	return updates.flatMap(({ key, corrects }, index) => {
		const problems: Problem[] = [];
		if (corrects !== undefined && !seen.has(corrects))
			problems.push(problem([...path, index, 'corrects'], uncorrectable(updates, corrects)));
		if (key !== undefined && seen.has(key))
			problems.push(
				problem(
					[...path, index, 'key'],
					`is "${key}", as is an earlier update's: give each update of a goal a key of its own`
				)
			);
		if (key !== undefined) seen.add(key);
		return problems;
	});
}

function uncorrectable(updates: readonly FileUpdate[], corrects: string): string {
	return updates.some((update) => update.key === corrects)
		? `is "${corrects}", which is no earlier update: a correction comes after what it corrects`
		: `is "${corrects}", which is no update's key in this goal: give the corrected update that key`;
}

function checkDay({ revisions, closed }: FileGoal, update: FileUpdate, path: Path): Problem[] {
	const first = revisions[0]?.effective_on;
	if (first !== undefined && update.effective_on < first)
		return [
			problem(path, `is before the goal's first revision on ${first}: the goal did not exist`)
		];
	if (closed && update.corrects === undefined && update.effective_on > closed.effective_on)
		return [
			problem(
				path,
				`is after the goal's closing on ${closed.effective_on}: only a correction may come later`
			)
		];
	return [];
}

function checkIndexes(
	revisions: readonly FileRevision[],
	original: FileUpdate,
	update: FileUpdate,
	path: Path
): Problem[] {
	const day = original.effective_on;
	const count = revisions[revisionInForce(revisions, day)]?.criteria.length;
	if (count === undefined) return [];
	const range =
		count === 0 ? 'has no criteria: leave the list empty' : `has 0 to ${count - 1}: use those`;
	return update.evidence.flatMap((item, at) =>
		item.criteria.flatMap((criterion, index) =>
			criterion < count
				? []
				: problem(
						[...path, at, 'criteria', index],
						`is ${criterion}, but the revision in force on ${day} ${range}`
					)
		)
	);
}
