import { AREAS, GRADES, type Area, type Grade } from '../../record/vocabulary.ts';
import type { GoalScore, Scorecard } from '../../scoring/types.ts';

/** The scored goals of an area by grade: 4 first, then down to 0, then those without an update. */
export type GradeRow = {
	area: Area;
	n: number;
	grades: { grade: Grade | null; goals: GradedGoal[] }[];
	/** Withdrawn goals, which are scored but count 0 whatever their grade. */
	withdrawn: GradedGoal[];
};
export type GradedGoal = { key: string; title: string; grade: Grade | null };

/** How the grades are spread over the goals of each area. */
export function distribution(card: Scorecard): GradeRow[] {
	return AREAS.map((area) => {
		const goals = card.goals.filter((goal) => goal.area === area && goal.in_set);
		const withdrawn = goals.filter(isWithdrawn).map(named);
		const grades = byGrade(goals.filter((goal) => !isWithdrawn(goal)));
		return { area, n: goals.length, grades, withdrawn };
	});
}

const isWithdrawn = ({ state }: GoalScore) => state === 'withdrawn';
const named = ({ key, title, grade }: GoalScore): GradedGoal => ({ key, title, grade });

function byGrade(goals: readonly GoalScore[]): GradeRow['grades'] {
	return [...GRADES.toReversed(), null].map((grade) => ({
		grade,
		goals: goals.filter((goal) => goal.grade === grade).map(named)
	}));
}
