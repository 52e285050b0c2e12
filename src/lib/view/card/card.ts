import { m } from '../../paraglide/messages.js';
import type { StoredEntry } from '../../log/verify.ts';
import type { GoalPublished, GoalRevised, ScorecardCertified } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { activity } from '../../scoring/activity.ts';
import { displayScore } from '../../scoring/display.ts';
import { noHeadline } from '../../scoring/headline.ts';
import { newest } from '../../scoring/methods.ts';
import { certifiedText, recomputed } from '../certified/certified.ts';
import { figureText } from '../certified/certified-words.ts';
import { goalBadges, goalRow, type GoalBadge } from '../goal/goal-row.ts';
import { longDay } from '../shared/day.ts';
import { revisionText } from '../shared/in-language.ts';
import { quarterName } from '../shared/quarter.ts';

/** What the picture says by which a page is shown where it is linked to, and nothing that its page does not say. */
export type Card = {
	/** What stands over the title. A part that cannot be written is left out, here and in `lines`. */
	over: string[];
	/** What it is called; of several the first that can be written. */
	titles: string[];
	scores?: Scores;
	/** Null before the first update; undefined where it is of no goal. */
	grade?: Grade | null;
	badges: GoalBadge[];
	/** As of when, and who stands behind it. */
	lines: string[][];
};

export type Scores = {
	claimed: number | null;
	evidenced: number | null;
	/** The figures in words, evidenced first; none where no figure is to stand large. */
	figures: { name: string; value: string }[];
	/** What stands in the place of figures. */
	word: string | null;
};

/** Of an organization's overview. */
export function organizationCard(organization: Organization, t: string, seq: number): Card {
	const { name, roadmap, kept_by } = organization.registered;
	const card = newest.scorecard(organization, t, seq);
	const { n, claimed, evidenced, gap } = card.overall;
	const why = noHeadline(organization, card);
	const { reviewed, updated } = activity(organization, card).overall.reviews;
	const word = n === 0 ? m.scorecard_none() : why && m.scorecard_no_headline({ why });
	return {
		over: [roadmap.title, m.card_scorecard()],
		titles: [name],
		scores: {
			claimed,
			evidenced,
			word,
			figures: [
				{ name: m.scorecard_evidenced(), value: displayScore(evidenced) },
				{ name: m.scorecard_claimed(), value: displayScore(claimed) },
				{ name: m.scorecard_gap(), value: displayScore(gap) },
				{ name: m.scorecard_goals_scored(), value: String(n) }
			]
		},
		badges: [],
		lines: [
			[
				m.scorecard_as_of_day({ day: longDay(t) }),
				...(updated > 0 ? [m.card_reviewed({ reviewed, updated })] : [])
			],
			[m.trend_picture_graded({ kept_by })]
		]
	};
}

/** Of a goal's page; `revision` is the one in force on the day. */
export function goalCard(
	organization: Organization,
	goal: Goal,
	revision: GoalPublished | GoalRevised,
	t: string
): Card {
	const score = newest.goalScore(organization, goal, t)!;
	const { name, kept_by } = organization.registered;
	const { closed_on, target, grade } = goalRow(organization, goal, score, t);
	const dated = target ? m.card_due({ day: longDay(target) }) : m.goal_row_undated();
	return {
		over: [name, m.card_goal({ area: m.area_name({ area: goal.area }) })],
		titles: [revisionText(revision).title, revision.title],
		grade,
		badges: goalBadges(organization, goal, score, t),
		lines: [
			[
				m.scorecard_as_of_day({ day: longDay(t) }),
				closed_on ? m.goal_row_closed({ day: longDay(closed_on) }) : dated
			],
			[m.trend_picture_graded({ kept_by })]
		]
	};
}

/** Of the page of a quarter's certified scorecard that stands. */
export function certifiedCard(
	organization: Organization,
	standing: ScorecardCertified,
	stored: readonly StoredEntry[]
): Card {
	const { name, kept_by } = organization.registered;
	const { rows, as_of, certifier, corrects } = certifiedText(standing);
	const found = recomputed(organization, standing, stored);
	const { claimed, evidenced, n } = rows[0]!;
	const why = found?.no_headline ?? null;
	return {
		over: [name, m.card_certified()],
		titles: [quarterName(standing.period)],
		scores: {
			claimed,
			evidenced,
			word: n === 0 ? m.scorecard_none() : why && m.scorecard_no_headline({ why }),
			figures: [
				{ name: m.scorecard_evidenced(), value: figureText('evidenced', evidenced) },
				{ name: m.scorecard_claimed(), value: figureText('claimed', claimed) },
				{ name: m.scorecard_goals_scored(), value: figureText('n', n) }
			]
		},
		badges: [
			...(found ? [{ kind: found.matches ? 'figures-match' : 'figures-differ' } as const] : []),
			...(corrects === null ? [] : [{ kind: 'corrected' } as const])
		],
		lines: [
			[m.scorecard_as_of_day({ day: longDay(as_of) }), m.trend_picture_graded({ kept_by })],
			[m.card_certified_by(certifier)]
		]
	};
}
