import { closingAsOf, lineageAsOf } from '../record/as-of.ts';
import { daysBetween } from '../record/day.ts';
import type { Goal, Organization, RecordState } from '../record/state.ts';
import { AREAS, type Area } from '../record/vocabulary.ts';
import { scorecard } from '../scoring/method-1.ts';
import type { GoalScore, ScoreFigures, Scorecard } from '../scoring/types.ts';

/** The arithmetic of one scorecard, laid open for the methodology page. */
export type WorkedExample = {
	organization: { slug: string; name: string; transcribed: boolean; note?: string };
	asOf: string;
	seq: number;
	/** One area, goal by goal. */
	area: Area;
	terms: Term[];
	figures: ScoreFigures;
	/** The areas that the overall figures are the means of. */
	areas: { area: Area; figures: ScoreFigures }[];
	overall: ScoreFigures;
	/** The goals of the whole delivery record. */
	due: Due[];
};

/** A scored goal with what it adds: w·s to the claimed sum, w·s′·v·f to the evidenced one. */
export type Term = GoalScore & { addsClaimed: number; addsEvidenced: number };

/** A goal of the delivery record. Days late are null where it was not delivered. */
export type Due = {
	key: string;
	title: string;
	original: string;
	daysLate: number | null;
	/** Whether it, or a goal that it succeeds, was narrowed. */
	narrowed: boolean;
	weight: number;
	share: number;
};

/** The first organization whose record has a score to explain, as of `t`; null without one. */
export function workedExample(record: RecordState, t: string): WorkedExample | null {
	const cards = [...record.organizations.values()].map((organization) => ({
		organization,
		card: scorecard(organization, t, record.seq)
	}));
	const found =
		cards.find(({ card }) => card.overall.evidenced) ?? cards.find(({ card }) => card.overall.n);
	return found ? explain(found.organization, found.card) : null;
}

function explain(organization: Organization, card: Scorecard): WorkedExample {
	const areas = AREAS.map((area) => ({ area, figures: card.areas[area] })).filter(
		({ figures }) => figures.n > 0
	);
	const { area, figures } = areas.reduce((best, each) =>
		interest(each.figures) > interest(best.figures) ? each : best
	);
	const { slug, registered } = organization;
	return {
		organization: {
			slug,
			name: registered.name,
			transcribed: registered.kept_by === 'transcriber',
			note: registered.kept_by_note
		},
		asOf: card.as_of,
		seq: card.seq,
		area,
		terms: card.goals.filter((goal) => goal.area === area && goal.in_set).map(term),
		figures,
		areas,
		overall: card.overall,
		due: card.goals.flatMap((goal) => due(organization, goal, card.as_of))
	};
}

/** An area that claims something explains more than one that does not; then the more goals the better. */
function interest({ n, claimed }: ScoreFigures): number {
	return n + (claimed ? 1000 : 0);
}

function term(goal: GoalScore): Term {
	return {
		...goal,
		addsClaimed: goal.weight * goal.claimed,
		addsEvidenced: goal.weight * goal.supported * goal.evidence * goal.fresh
	};
}

function due(organization: Organization, score: GoalScore, t: string): Due[] {
	const { key, title, original_target: original, weight, delivery: share } = score;
	if (share === null || original === null) return [];
	const goal = organization.goals.get(key)!;
	const closing = closingAsOf(goal, t);
	const daysLate = closing?.as === 'delivered' ? daysBetween(original, closing.effective_on) : null;
	const narrowed = lineageAsOf(organization, goal, t).some((each) => wasNarrowed(each, t));
	return [{ key, title, original, daysLate, narrowed, weight, share }];
}

function wasNarrowed(goal: Goal, t: string): boolean {
	return goal.revisions.some(
		(each) => each.kind === 'goal.revised' && each.change === 'narrowed' && each.effective_on <= t
	);
}

/** The sum of one column. */
export function sum<T>(rows: readonly T[], column: (row: T) => number): number {
	return rows.reduce((total, row) => total + column(row), 0);
}

/** A figure of the arithmetic, to at most three places. */
export function places(value: number): string {
	return String(Number(value.toFixed(3)));
}
