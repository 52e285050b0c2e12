import type { Entry, Unrecorded } from '../../record/entries.ts';
import type { Organization } from '../../record/state.ts';
import type { Area, Grade } from '../../record/vocabulary.ts';
import type { ImportStep } from '../../roadmap/plan/steps.ts';
import { kindOf } from '../kinds/index.ts';
import type { BadgeKind } from '../shared/badges.ts';

/** One entry that an import would add, as its preview lists it. */
export type ImportRow = {
	day: string;
	badge: BadgeKind;
	/** The goal with the title that it has by then; null for what is of the organization. */
	goal: { key: string; title: string; area: Area } | null;
	grade: Grade | null;
};

/** The steps of an import on top of what the record holds of the organization, in their order. */
export function importRows(
	steps: readonly ImportStep[],
	organization: Organization | undefined
): ImportRow[] {
	const goals = new Map<string, { key: string; title: string; area: Area }>();
	for (const { key, area, revisions } of organization?.goals.values() ?? [])
		goals.set(key, { key, title: revisions.at(-1)!.title, area });
	return steps.map((step) => {
		if (step.kind === 'goal.published')
			goals.set(step.goal, { key: step.goal, title: step.title, area: step.area });
		if (step.kind === 'goal.revised')
			goals.set(step.goal, { ...goals.get(step.goal)!, title: step.title });
		return {
			day: step.effective_on,
			// An answer's own number, which a step may not have yet, is no part of its badge.
			badge: kindOf<Entry>(step as Unrecorded).badge(step as Unrecorded),
			goal: 'goal' in step ? goals.get(step.goal)! : null,
			grade: 'grade' in step ? step.grade : null
		};
	});
}
