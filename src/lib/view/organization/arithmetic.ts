import { AREAS, type Area } from '../../record/vocabulary.ts';
import { evidencedShare } from '../../scoring/evidenced-share.ts';
import type { GoalScore, MethodNumber, ScoreFigures, Scorecard } from '../../scoring/types.ts';
import { apportion, printed, printedScore, printedScores, type PrintedScores } from './sums.ts';

/** The arithmetic of scores as pages print it, made so that it adds up to the last digit shown. */

/** What is multiplied and added up to E, in the symbols of the method. */
export function evidencedFactors(method: MethodNumber): string {
	return method === 1 ? 'w·s′·v·f' : 'w·s′·f';
}

/** A goal of an area's sum: its factors, and what it adds to C and E in points of 100. */
export type SumLine = {
	key: string;
	title: string;
	weight: string;
	claimed: string;
	supported: string;
	/** Null where the method has no v. */
	evidence: string | null;
	fresh: string;
	adds_claimed: string;
	adds_evidenced: string;
};

/** Lines with the figures that they add up to. */
export type Sum = {
	lines: SumLine[];
	weight: string;
	claimed: string;
	evidenced: string;
	gap: string;
};

/** An area's part in the overall scores: its own ones, and what it adds to their mean. */
export type AreaPart = Record<'own_claimed' | 'own_evidenced' | 'claimed' | 'evidenced', string> & {
	area: Area;
	n: number;
};

export type OverallSum = { areas: AreaPart[]; claimed: string; evidenced: string; gap: string };

/** An area's scores goal by goal; null where none is scored. */
export function areaSum(card: Scorecard, area: Area): Sum | null {
	const scores = printedScores(card.areas[area]);
	return scores && sumOf(scoredGoals(card, area), scores);
}

/** The overall scores area by area; null where no goal is scored. */
export function overallSum(card: Scorecard): OverallSum | null {
	const scores = printedScores(card.overall);
	if (!scores) return null;
	const { digits } = scores;
	const areas = AREAS.filter((area) => card.areas[area].n > 0);
	const part = (of: (figures: ScoreFigures) => number | null, total: number) =>
		apportion(
			areas.map((area) => of(card.areas[area])! / areas.length),
			total,
			digits
		);
	const claimed = part((figures) => figures.claimed, scores.claimed);
	const evidenced = part((figures) => figures.evidenced, scores.evidenced);
	return {
		areas: areas.map((area, index) => {
			const own = printedScores(card.areas[area])!;
			return {
				area,
				n: card.areas[area].n,
				own_claimed: printed(own.claimed, own.digits),
				own_evidenced: printed(own.evidenced, own.digits),
				claimed: printed(claimed[index]!, digits),
				evidenced: printed(evidenced[index]!, digits)
			};
		}),
		claimed: printed(scores.claimed, digits),
		evidenced: printed(scores.evidenced, digits),
		gap: printed(scores.gap, digits)
	};
}

function sumOf(goals: readonly GoalScore[], scores: PrintedScores): Sum {
	const { digits } = scores;
	const total = goals.reduce((sum, goal) => sum + goal.weight, 0);
	const points = (share: (goal: GoalScore) => number, sum: number) =>
		apportion(
			goals.map((goal) => (100 * goal.weight * share(goal)) / total),
			sum,
			digits
		);
	const claimed = points((goal) => goal.claimed, scores.claimed);
	const evidenced = points(evidencedShare, scores.evidenced);
	return {
		lines: goals.map((goal, index) => ({
			key: goal.key,
			title: goal.title,
			weight: exact(goal.weight, 4),
			claimed: exact(goal.claimed),
			supported: exact(goal.supported, 4),
			evidence: goal.evidence === null ? null : exact(goal.evidence),
			fresh: String(goal.fresh),
			adds_claimed: printed(claimed[index]!, digits),
			adds_evidenced: printed(evidenced[index]!, digits)
		})),
		weight: exact(total, 4),
		claimed: printed(scores.claimed, digits),
		evidenced: printed(scores.evidenced, digits),
		gap: printed(scores.gap, digits)
	};
}

function scoredGoals({ goals }: Scorecard, area: Area): GoalScore[] {
	return goals.filter((goal) => goal.area === area && goal.in_set);
}

/** The delivery rate's sum: what each goal adds to K, in points of 100, in the order given. */
export function deliverySum(
	due: readonly { weight: number; share: number }[],
	rate: number | null
): { adds: string[]; weight: string; rate: string | null } {
	const weight = due.reduce((sum, goal) => sum + goal.weight, 0);
	if (rate === null) return { adds: [], weight: exact(weight, 4), rate: null };
	const { digits, units } = printedScore(rate);
	const parts = due.map((goal) => (100 * goal.weight * goal.share) / weight);
	return {
		adds: apportion(parts, units, digits).map((part) => printed(part, digits)),
		weight: exact(weight, 4),
		rate: printed(units, digits)
	};
}

/** A number of the arithmetic with at most `digits` decimals, none of them a trailing zero. */
export function exact(value: number, digits = 2): string {
	return String(Number(value.toFixed(digits)));
}
