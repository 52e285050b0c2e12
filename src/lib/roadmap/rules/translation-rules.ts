import { m } from '../../paraglide/messages.js';
import type { FileRevision } from '../file/file.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';

/** A translation says neither more nor less than the revision that carries it. */
export function checkTranslation(revision: FileRevision, first: boolean, path: Path): Problem[] {
	const { translation, criteria, target, condition } = revision;
	if (!translation) return [];
	const at = [...path, 'translation'];
	const problems: Problem[] = [];
	if (translation.criteria.length !== criteria.length)
		problems.push(
			problem(
				[...at, 'criteria'],
				m.translation_criteria({ has: translation.criteria.length, wanted: criteria.length })
			)
		);
	if (translation.condition && !condition)
		problems.push(problem([...at, 'condition'], m.translation_of_nothing()));
	else if (translation.condition?.threshold !== undefined && condition?.threshold === undefined)
		problems.push(problem([...at, 'condition', 'threshold'], m.translation_of_nothing()));
	if (translation.target_note !== undefined && target?.note === undefined)
		problems.push(problem([...at, 'target_note'], m.translation_of_nothing()));
	if (translation.reason !== undefined && (first || revision.reason === undefined))
		problems.push(problem([...at, 'reason'], m.translation_of_nothing()));
	return problems;
}
