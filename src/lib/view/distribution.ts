import { AREAS, GRADES, type Area, type Grade } from '../record/vocabulary.ts';
import type { GoalScore, Scorecard } from '../scoring/types.ts';

/** The scored goals of an area by grade: 4 first, then down to 0, then those without an update. */
export type GradeRow = {
	area: Area;
	n: number;
	grades: { grade: Grade | null; goals: { key: string; title: string }[] }[];
};

/** How the grades are spread over the goals of each area. */
export function distribution(card: Scorecard): GradeRow[] {
	return AREAS.map((area) => {
		const goals = card.goals.filter((goal) => goal.area === area && goal.in_set);
		return { area, n: goals.length, grades: byGrade(goals) };
	});
}

function byGrade(goals: readonly GoalScore[]): GradeRow['grades'] {
	return [...GRADES.toReversed(), null].map((grade) => ({
		grade,
		goals: goals.flatMap((goal) =>
			goal.grade === grade ? [{ key: goal.key, title: goal.title }] : []
		)
	}));
}
