import { unreadFrom } from '../../record/all-entries.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import { inLanguage } from '../shared/in-language.ts';
import { evidencedShare } from '../../scoring/evidenced-share.ts';
import { newest } from '../../scoring/methods.ts';
import type { GoalScore, ScoreFigures, Scorecard } from '../../scoring/types.ts';
import { dueGoals, type Due } from '../organization/due.ts';

export type { Due };

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

/** The first organization whose record has a score to explain, as of `t`; null without one. */
export function workedExample(record: RecordState, t: string): WorkedExample | null {
	const cards = [...record.organizations.values()]
		.filter((organization) => unreadFrom(organization) === null)
		.map((organization) => ({
			organization,
			card: inLanguage(organization, newest.scorecard(organization, t, record.seq))
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
		due: dueGoals(organization, card.goals, card.as_of)
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
		addsEvidenced: goal.weight * evidencedShare(goal)
	};
}

/** The sum of one column. */
export function sum<T>(rows: readonly T[], column: (row: T) => number): number {
	return rows.reduce((total, row) => total + column(row), 0);
}

/** A figure of the arithmetic, to at most three places. */
export function places(value: number): string {
	return String(Number(value.toFixed(3)));
}
