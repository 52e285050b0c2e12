import { m } from '../../paraglide/messages.js';
import { standingUpdateAsOf } from '../../record/as-of.ts';
import type { ProgressCorrected, ProgressReported } from '../../record/entries.ts';
import type { Goal } from '../../record/state.ts';
import { gradeName } from '../shared/words.ts';
import { longDay } from '../shared/day.ts';
import type { Kind, Place } from './kind.ts';
import { goalPath, type NoticeWords, type Told } from './told.ts';

/** Both kinds of updates. */
const update = {
	detail: ({ grade }) => gradeName(grade),
	place: (entry, goal) => placeOfUpdate(goal, entry.update, m.changes_place_update()),
	evidence: ({ evidence }) => evidence
} satisfies Partial<Kind<ProgressReported | ProgressCorrected>>;

export const progressReported: Kind<ProgressReported> = {
	...update,
	name: m.record_kind_reported,
	badge: () => 'reported',
	text: ({ seq, effective_on, grade }, { goal }) => {
		const before = gradeBefore(goal, seq, effective_on);
		const now = gradeName(grade);
		if (before === undefined) return m.change_first_update({ now });
		if (before === grade) return m.change_same_grade({ now });
		return m.change_new_grade({ now, before: gradeName(before) });
	},
	event: () => 'reported',
	// Of corrections too, which are updates to who works on them.
	notices: {
		due_soon: due(m.told_update_due_soon),
		overdue: due(m.told_update_overdue),
		submitted: {
			line: m.told_update_submitted,
			more: changeOf,
			path: ({ slug, update }) => `/workspace/${slug}/updates/${update!.id}/preview`
		},
		returned: {
			line: m.told_update_returned,
			more: changeOf,
			path: ({ slug, update }) => `/workspace/${slug}/updates/${update!.id}`
		},
		published: { line: m.told_update_published, more: changeOf, path: goalPath }
	}
};

function due(line: (inputs: { goal: string; day: string }) => string): NoticeWords {
	return {
		line: ({ goal, due_on }) => line({ goal, day: longDay(due_on!) }),
		path: ({ slug, goal_key }) => `/workspace/${slug}/goals/${goal_key}/updates/new`
	};
}

/** The day of the update, its grade and what became of it. */
function changeOf({ update }: Told): string[] {
	if (!update) return [];
	const { on, grade, grade_before: before, corrects } = update;
	const change = corrects
		? 'corrected'
		: before === null
			? 'first'
			: grade === before
				? 'same'
				: grade > before
					? 'up'
					: 'down';
	return [
		m.told_update_change({
			change,
			day: longDay(on),
			grade: gradeName(grade),
			before: gradeName(before ?? grade)
		})
	];
}

export const progressCorrected: Kind<ProgressCorrected> = {
	...update,
	name: m.record_kind_corrected,
	badge: () => 'corrected',
	text: ({ grade, corrects }, { goal }) => {
		const before = gradeOf(goal, corrects);
		const now = gradeName(grade);
		return before === undefined || before === grade
			? m.change_corrected_same({ now })
			: m.change_corrected({ now, before: gradeName(before) });
	},
	event: () => 'corrected',
	// By the grade of the very update that it corrects.
	weakenings: ({ grade, corrects }, goal) => {
		const was = gradeOf(goal, corrects);
		return was !== undefined && grade < was ? ['corrected_downward'] : [];
	}
};

/** The grade that stood when entry `seq` was added. */
function gradeBefore(goal: Goal, seq: number, day: string) {
	const reports = goal.reports
		.filter(({ original }) => original.entry.seq < seq)
		.map(({ original, corrections }) => ({
			original,
			corrections: corrections.filter(({ entry }) => entry.seq < seq)
		}));
	return standingUpdateAsOf({ ...goal, reports }, day)?.update.entry.grade;
}

/** The grade that the goal's update of that key gave; undefined where there is no such update. */
export function gradeOf(goal: Goal, update: string) {
	for (const { original, corrections } of goal.reports) {
		if (original.key === update) return original.entry.grade;
		for (const { key, entry } of corrections) if (key === update) return entry.grade;
	}
	return undefined;
}

/** A correction and the reviews of it stand with the update that was first reported. */
export function placeOfUpdate(goal: Goal, update: string, name: string): Place | null {
	const report = goal.reports.find(({ original, corrections }) =>
		[original, ...corrections].some(({ key }) => key === update)
	);
	return report ? { name, fragment: `update-${report.original.entry.seq}` } : null;
}
