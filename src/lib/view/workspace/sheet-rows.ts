import type { Area, Grade } from '../../record/vocabulary.ts';
import type { SheetPlan } from '../../drafts/sheet/sheet-plan.ts';

/** What an upload of a sheet would add, as its preview lists it. */
export function sheetRows({ goals, updates, same }: SheetPlan) {
	return {
		same,
		goals: goals.map(({ row, draft }) => ({
			row,
			key: draft.key,
			title: draft.title,
			area: draft.area as Area,
			target: draft.target_on,
			within: draft.target_within,
			criteria: draft.criteria.length
		})),
		updates: updates.map(({ row, draft }) => ({
			row,
			goal: draft.goal,
			day: draft.effective_on,
			grade: draft.grade as Grade,
			evidence: draft.evidence.length
		}))
	};
}
export type SheetRows = ReturnType<typeof sheetRows>;
