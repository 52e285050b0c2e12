import { m } from '../paraglide/messages.js';
import { inForce } from '../record/as-of.ts';
import type { FileUpdate } from '../roadmap/file/file.ts';
import type { Asked } from '../roadmap/plan/plan.ts';
import { problem, type Path, type Problem } from '../roadmap/file/problem.ts';
import { without } from '../roadmap/file/without.ts';
import type { Reconciled } from '../roadmap/plan/reconcile.ts';
import { originalsOf } from '../roadmap/file/timeline.ts';
import { uncovered } from '../record/coverage.ts';
import { splitEvidence } from '../record/withheld.ts';
import { correctsNothing } from './readiness/empty-correction.ts';
import type { Claim } from './kinds/update-entry.ts';

/**
 * What is asked of a file that a leader brings, besides the rules of its format: what the publishing forms ask
 * of a person. The database refuses the same (`require_importable`, `require_publishable_step`), only later and
 * one at a time.
 */

export type Rules = { two_person_rule: boolean | null; kept_by: string };

/** All problems of what the file adds to the organization of that key. */
export function askedOfLeaders(slug: string, rules: Rules, today: string): Asked {
	return (file, goals, checks) => {
		// Of another's nothing is imported here.
		if (file.organization.slug !== slug) return [];
		const { two_person_rule, kept_by } = rules;
		const adds = (list: 'updates' | 'reviews' | 'conditions' | 'revision_reviews') =>
			goals.some(({ goal, added }) => goal[list].some((item) => added.has(item)));
		const problems: Problem[] = [];
		const closes = goals.some(({ goal, added }) => goal.closed && added.has(goal.closed));
		// The first one publishes its goal, which one person may.
		const revises = goals.some(({ goal, added }) =>
			goal.revisions.slice(1).some((revision) => added.has(revision))
		);
		const needsTwo =
			closes || revises || adds('updates') || adds('conditions') || checks.length > 0;
		if (two_person_rule && needsTwo)
			problems.push(problem([], m.flow_refused_second_person_for_import()));
		if (kept_by !== 'self') return problems;
		if (adds('reviews') || adds('revision_reviews'))
			problems.push(problem([], m.reviews_refused_in_import()));
		return [...problems, ...goals.flatMap((goal, index) => ofGoal(goal, index, today))];
	};
}

function ofGoal({ goal, added }: Reconciled, index: number, today: string): Problem[] {
	const path = ['goals', index];
	const { revisions, updates, closed } = goal;
	const isClosed = closed && !added.has(closed);
	const originals = originalsOf(updates);
	const byKey = new Map(updates.map((update) => [update.key, update]));
	return [
		...revisions.flatMap((revision, at) => {
			if (!added.has(revision)) return [];
			const place = [...path, 'revisions', at];
			const late = isClosed ? [problem(place, m.import_closed_already())] : [];
			return [...late, ...ahead(revision, place, today)];
		}),
		...updates.flatMap((update, at) => {
			if (!added.has(update)) return [];
			const place = [...path, 'updates', at];
			const day = updates[originals[at]!]!.effective_on;
			const criteria = inForce(revisions, day)?.criteria ?? [];
			return [
				...ahead(update, place, today),
				...nothingCorrected(update, byKey.get(update.corrects ?? ''), place),
				...withoutEvidence(update, criteria, [...place, 'evidence'])
			];
		}),
		...(['reviews', 'conditions'] as const).flatMap((list) =>
			goal[list].flatMap((item, at) =>
				added.has(item) ? ahead(item, [...path, list, at], today) : []
			)
		),
		...goal.reviews.flatMap(({ answer }, at) =>
			answer && added.has(answer) ? ahead(answer, [...path, 'reviews', at, 'answer'], today) : []
		),
		...(closed && added.has(closed) ? ahead(closed, [...path, 'closed'], today) : [])
	];
}

function ahead({ effective_on: day }: { effective_on: string }, path: Path, today: string) {
	return day > today
		? [problem([...path, 'effective_on'], m.import_day_ahead({ day, today }))]
		: [];
}

function nothingCorrected(update: FileUpdate, corrected: FileUpdate | undefined, path: Path) {
	return corrected && correctsNothing(claim(update), claim(corrected))
		? [problem(path, m.import_nothing_corrected())]
		: [];
}

function withoutEvidence({ grade, evidence }: FileUpdate, criteria: string[], path: Path) {
	if (grade !== 4) return [];
	return uncovered(criteria, evidence).map((index) =>
		problem(
			path,
			criteria.length ? m.import_grade_4_criterion({ index }) : m.import_grade_4_evidence()
		)
	);
}

const claim = (update: FileUpdate): Claim => ({
	...update,
	evidence: update.evidence.map((item) => without(splitEvidence(item).shown, 'media_type', 'bytes'))
});
