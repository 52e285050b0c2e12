import { m } from '../../paraglide/messages.js';
import type { Organization } from '../../record/state.ts';
import { newest } from '../../scoring/methods.ts';
import type { GoalScore } from '../../scoring/types.ts';
import { goalRow } from './goal-row.ts';

/**
 * Goals of a scorecard as lists show them, in record order: those that are scored, and those that are
 * so no longer, each with why.
 */
export function goalRows(organization: Organization, scores: readonly GoalScore[], t: string) {
	const rows = scores.flatMap((score) => {
		const goal = organization.goals.get(score.key);
		return goal ? [{ score, row: goalRow(organization, goal, score, t) }] : [];
	});
	return {
		rows: rows.filter(({ score }) => score.in_set).map(({ row }) => row),
		left_out: rows
			.filter(({ score }) => !score.in_set)
			.map(({ score, row }) => ({ ...row, why: whyLeftOut(score) }))
	};
}

function whyLeftOut({ state, weight, explained }: GoalScore): string {
	if (explained?.condition?.parked) return m.areapage_why_condition();
	if (weight === 0) return m.areapage_why_weightless();
	switch (state) {
		case 'superseded':
			return m.areapage_why_superseded();
		case 'split':
			return m.areapage_why_split();
		default:
			return m.areapage_why_closed({ count: newest.constants.DROP_CLOSED_AFTER_DAYS });
	}
}
