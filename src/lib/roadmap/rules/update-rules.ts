import { m } from '../../paraglide/messages.js';
import { inForce } from '../../record/as-of.ts';
import { leaksIn } from '../../record/leaks.ts';
import type { FileGoal, FileRevision, FileUpdate } from '../file/file.ts';
import { checkOrder } from './order-rule.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';
import { originalsOf } from '../file/timeline.ts';
import { outOfRange } from './review-rules.ts';

export function checkUpdates(goal: FileGoal, path: Path): Problem[] {
	const { updates, revisions } = goal;
	const originals = originalsOf(updates);
	return [
		...checkOrder(updates, path),
		...checkKeys(updates, path),
		...updates.flatMap((update, index) => [
			...checkDay(goal, update, [...path, index, 'effective_on']),
			...checkLeaks(update, [...path, index, 'evidence']),
			...checkIndexes(revisions, updates[originals[index]!]!, update, [...path, index])
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

/** What its evidence supports and what it claims as met are criteria of the revision that it grades. */
function checkIndexes(
	revisions: readonly FileRevision[],
	original: FileUpdate,
	{ evidence, met, grade }: FileUpdate,
	path: Path
): Problem[] {
	const day = original.effective_on;
	const count = inForce(revisions, day)?.criteria.length;
	if (count === undefined) return [];
	const check = (indexes: readonly number[], at: Path) =>
		indexes.flatMap((criterion, index) =>
			criterion < count ? [] : problem([...at, index], outOfRange(criterion, day, count))
		);
	const unmet =
		met && grade === 4 && [...Array(count).keys()].find((index) => !met.includes(index));
	return [
		...evidence.flatMap((item, at) => check(item.criteria, [...path, 'evidence', at, 'criteria'])),
		...check(met ?? [], [...path, 'met']),
		...(unmet === undefined || unmet === false
			? []
			: [problem([...path, 'met'], m.import_met_all({ index: unmet }))])
	];
}
