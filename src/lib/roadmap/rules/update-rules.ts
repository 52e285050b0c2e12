import { m } from '../../paraglide/messages.js';
import { inForce } from '../../record/as-of.ts';
import { leaksIn } from '../../record/leaks.ts';
import type { FileGoal, FileRevision, FileUpdate } from '../file/file.ts';
import { checkOrder } from './order-rule.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';
import { originalsOf } from '../file/timeline.ts';

export function checkUpdates(goal: FileGoal, path: Path): Problem[] {
	const { updates, revisions } = goal;
	const originals = originalsOf(updates);
	return [
		...checkOrder(updates, path),
		...checkKeys(updates, path),
		...updates.flatMap((update, index) => [
			...checkDay(goal, update, [...path, index, 'effective_on']),
			...checkLeaks(update, [...path, index, 'evidence']),
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
			problems.push(problem([...path, index, 'key'], m.import_update_key_taken({ key })));
		if (key !== undefined) seen.add(key);
		return problems;
	});
}

function uncorrectable(updates: readonly FileUpdate[], corrects: string): string {
	return updates.some((update) => update.key === corrects)
		? m.import_correction_first({ key: corrects })
		: m.import_correction_unknown({ key: corrects });
}

function checkDay({ revisions, closed }: FileGoal, update: FileUpdate, path: Path): Problem[] {
	const first = revisions[0]?.effective_on;
	if (first !== undefined && update.effective_on < first)
		return [problem(path, m.import_update_before({ day: first }))];
	if (closed && update.corrects === undefined && update.effective_on > closed.effective_on)
		return [problem(path, m.import_update_after({ day: closed.effective_on }))];
	return [];
}

function checkLeaks({ evidence }: FileUpdate, path: Path): Problem[] {
	return leaksIn(evidence).map(({ item, shownBy }) =>
		problem([...path, item, 'visibility'], m.import_redaction_leak({ index: shownBy }))
	);
}

function checkIndexes(
	revisions: readonly FileRevision[],
	original: FileUpdate,
	update: FileUpdate,
	path: Path
): Problem[] {
	const day = original.effective_on;
	const count = inForce(revisions, day)?.criteria.length;
	if (count === undefined) return [];
	const say = (index: number) =>
		count === 0
			? m.import_no_criteria({ index, day })
			: m.import_criterion_range({ index, day, last: count - 1 });
	return update.evidence.flatMap((item, at) =>
		item.criteria.flatMap((criterion, index) =>
			criterion < count ? [] : problem([...path, at, 'criteria', index], say(criterion))
		)
	);
}
