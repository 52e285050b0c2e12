import { m } from '../../paraglide/messages.js';
import { leaksIn } from '../../record/leaks.ts';
import { conditionOf, type FileGoal } from '../file/file.ts';
import { checkOrder } from './order-rule.ts';
import { problem, type Path, type Problem } from '../file/problem.ts';

/** A goal is conditional from its first revision on or never, and its targets are days from its condition. */
export function checkTargets(goal: FileGoal, path: Path): Problem[] {
	const isConditional = conditionOf(goal) !== undefined;
	return goal.revisions.flatMap(({ condition, target }, index) => {
		const problems: Problem[] = [];
		const say = (name: string, message: string) =>
			problems.push(problem([...path, index, ...name.split('.')], message));
		if (index > 0 && condition) say('condition', m.import_condition_later());
		if (!target) return problems;
		const [own, other] = isConditional
			? (['within_days', 'on'] as const)
			: (['on', 'within_days'] as const);
		if (target[other] !== undefined)
			say(`target.${other}`, isConditional ? m.import_target_on() : m.import_target_within());
		else if (target[own] === undefined)
			say(`target.${own}`, isConditional ? m.import_within_missing() : m.import_on_missing());
		return problems;
	});
}

/** Judgements of a condition; they may go on after a closing. */
export function checkConditions(goal: FileGoal, path: Path): Problem[] {
	const { conditions = [], revisions } = goal;
	if (!conditions.length) return [];
	if (!conditionOf(goal)) return [problem(path, m.import_no_condition())];
	const first = revisions[0]!.effective_on;
	return [
		...checkOrder(conditions, path),
		...conditions.flatMap(({ effective_on, evidence }, index) => [
			...(effective_on < first
				? [problem([...path, index, 'effective_on'], m.import_update_before({ day: first }))]
				: []),
			...evidence.flatMap(({ criteria }, at) =>
				criteria.length
					? [problem([...path, index, 'evidence', at, 'criteria'], m.import_condition_criteria())]
					: []
			),
			...leaksIn(evidence).map(({ item, shownBy }) =>
				problem(
					[...path, index, 'evidence', item, 'visibility'],
					m.import_redaction_leak({ index: shownBy })
				)
			)
		])
	];
}
