import { inForce } from '../../record/as-of.ts';
import { m } from '../../paraglide/messages.js';
import type { FileGoal } from '../file/file.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';
import { originalsOf } from '../file/timeline.ts';

/** Reviews of updates, with what was found of single criteria and what the organization answers. */
export function checkReviews(
	{ updates, revisions, reviews = [] }: FileGoal,
	path: Path
): Problem[] {
	const originals = originalsOf(updates);
	const days = new Map(
		updates.map(({ key }, index) => [key, updates[originals[index]!]!.effective_on])
	);
	return reviews.flatMap(({ of, effective_on, findings = [], answer }, index) => {
		const at = [...path, index];
		const day = days.get(of);
		if (day === undefined) return [problem([...at, 'of'], m.import_review_of({ key: of }))];
		const count = inForce(revisions, day)?.criteria.length ?? 0;
		const found = new Set<number>();
		const problems = findings.flatMap(({ criterion }, place) => {
			const again = found.has(criterion);
			found.add(criterion);
			const where = [...at, 'findings', place, 'criterion'];
			if (again) return [problem(where, m.import_finding_again({ index: criterion }))];
			return criterion < count ? [] : [problem(where, outOfRange(criterion, day, count))];
		});
		if (answer && answer.effective_on < effective_on)
			problems.push(
				problem([...at, 'answer', 'effective_on'], m.import_answer_before({ day: effective_on }))
			);
		return problems;
	});
}

/** What is said of an index that the revision in force on a day does not have. */
export function outOfRange(index: number, day: string, count: number): string {
	return count === 0
		? m.import_no_criteria({ index, day })
		: m.import_criterion_range({ index, day, last: count - 1 });
}

/** Reviews of revisions, each of one that there was by its day. */
export function checkRevisionReviews(
	{ revisions, revision_reviews = [] }: FileGoal,
	path: Path
): Problem[] {
	return revision_reviews.flatMap(({ revision: number, effective_on }, index) => {
		const day = revisions[number - 1]?.effective_on;
		if (day === undefined) {
			const message = m.import_revision_number({ number, last: revisions.length });
			return [problem([...path, index, 'revision'], message)];
		}
		if (day <= effective_on) return [];
		return [problem([...path, index, 'effective_on'], m.import_revision_review_before({ day }))];
	});
}
