import { m } from '../../paraglide/messages.js';
import { amendmentAsOf } from '../../record/as-of.ts';
import type { Entry } from '../../record/entries.ts';
import { latenessAsOf } from '../../record/late.ts';
import type { Organization } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import { activity } from '../../scoring/activity.ts';
import { directions } from '../../scoring/direction.ts';
import { displayPercent, displayScore } from '../../scoring/display.ts';
import { noHeadline } from '../../scoring/headline.ts';
import { figuresDiffer, knownThen } from '../../scoring/known-then.ts';
import { inLanguage } from '../shared/in-language.ts';
import { newest } from '../../scoring/methods.ts';
import type { Method, Scorecard } from '../../scoring/types.ts';
import { latestChanges } from '../changes/changes.ts';
import { dueWords } from '../shared/words.ts';
import { longDay, previousQuarterEnd } from '../shared/day.ts';
import { goalRows } from '../goal/goal-rows.ts';

/** How many changes the overview shows. */
const LATEST = 3;

/** Everything that the overview shows of an organization as of `t`. */
export function scorecardView(
	organization: Organization,
	t: string,
	seq: number,
	method: Method = newest
) {
	const card = inLanguage(organization, method.scorecard(organization, t, seq));
	const before = inLanguage(
		organization,
		method.scorecard(organization, previousQuarterEnd(t), seq)
	);
	return {
		method: method.number,
		overall: card.overall,
		first_day: firstDay(organization),
		activity: activity(organization, card).overall,
		direction: direction(organization, before, card),
		no_headline: noHeadline(organization, card),
		story: story(organization, before, card),
		known_then: knownWords(organization, card),
		areas: AREAS.map((area) => ({ area, ...card.areas[area] })),
		changes: latestChanges(organization, t, LATEST),
		rule: twoPersonRule(organization, t)
	};
}

/** What the scorecard page and those of the areas show where the figures are withheld. */
export function withheldView(organization: Organization, t: string, seq: number) {
	const card = inLanguage(organization, newest.scorecard(organization, t, seq));
	return {
		goals: AREAS.map((area) => {
			const scores = card.goals.filter((goal) => goal.area === area);
			const { rows, left_out } = goalRows(organization, scores, t);
			return { area, rows: [...rows, ...left_out] };
		}),
		changes: latestChanges(organization, t, 10)
	};
}

/** Whether two people stand behind each update, with the entry that says so, if any has. */
export function twoPersonRule(organization: Organization, t: string) {
	const amendment = amendmentAsOf(organization, t);
	return {
		on: amendment?.two_person_rule ?? false,
		entry: amendment ? { seq: amendment.seq, day: amendment.effective_on } : null
	};
}
export type TwoPersonRule = ReturnType<typeof twoPersonRule>;

/** The day of the first goal that was published; undefined where none was. */
function firstDay(organization: Organization): string | undefined {
	return [...organization.goals.values()]
		.map(({ revisions }) => revisions[0]!.effective_on)
		.reduce<string | undefined>((first, day) => (!first || day < first ? day : first), undefined);
}

/**
 * Which way the evidenced score is going, in words and in whole points: of the goals that were scored on both
 * days, which has the arrow, and through goals that came or went. Null where there is no score now.
 */
export function direction(
	organization: Organization,
	before: Scorecard,
	now: Scorecard,
	area?: Area
) {
	const shown = (score: number) => Number(displayScore(score));
	const of = ({ overall, areas }: Scorecard) => (area ? areas[area] : overall);
	const [from, to] = [of(before).evidenced, of(now).evidenced];
	if (to === null) return null;
	const day = longDay(before.as_of);
	if (from === null) return { way: 'new' as const, text: m.scorecard_direction_new({ day }) };
	const [was, moved] = [shown(from), shown(to) - shown(from)];
	const found = directions(organization, before, now, 'evidenced');
	const { like_for_like, came, went } = (area ? found.areas[area] : found.overall)!;
	if (came + went === 0) {
		if (moved === 0) return { way: 'level' as const, text: m.scorecard_direction_level({ day }) };
		return moved > 0
			? { way: 'up' as const, text: m.scorecard_direction_up({ points: moved, was, day }) }
			: { way: 'down' as const, text: m.scorecard_direction_down({ points: -moved, was, day }) };
	}
	if (like_for_like === null)
		return { way: 'level' as const, text: m.scorecard_direction_other({ day }) };
	const like = shown(like_for_like);
	const text = m.scorecard_direction_two({
		like: signed(like),
		rest: signed(moved - like),
		goals: m.goals_count({ count: came + went }),
		day
	});
	const way = like > 0 ? 'up' : like < 0 ? 'down' : 'level';
	return { way, text } as const;
}

/** What the record says, in a sentence or two; empty where no goal is scored. */
function story(organization: Organization, before: Scorecard, now: Scorecard): string {
	const { n, claimed, evidenced } = now.overall;
	if (n === 0 || evidenced === null) return '';
	const { name } = organization.registered;
	const goals = m.goals_count({ count: n });
	const why = noHeadline(organization, now);
	if (why) return m.story_without({ why, name, goals });
	const told = m.story_scored({
		name,
		goals,
		claimed: displayScore(claimed),
		evidenced: displayScore(evidenced)
	});
	const [was, is] = [before.overall.evidenced, Number(displayScore(evidenced))];
	if (was === null) return told;
	const points = is - Number(displayScore(was));
	const way = points > 0 ? 'up' : points < 0 ? 'down' : 'level';
	const since = m.story_since({
		way,
		points: String(Math.abs(points)),
		day: longDay(before.as_of)
	});
	return m.trend_sentences({ one: told, two: since });
}

const signed = (points: number) => (points < 0 ? `−${-points}` : points > 0 ? `+${points}` : '±0');

/** What was known then of all areas or of one, where that is another score; null where it is not. */
export function knownWords(
	organization: Organization,
	card: Scorecard,
	area?: Area
): string | null {
	const known = knownThen(organization, card);
	if (!known?.differs) return null;
	const then = area ? known.areas[area] : known.overall;
	if (area && !figuresDiffer(card.areas[area], then)) return null;
	const ofArea = (entry: Entry) =>
		'goal' in entry && organization.goals.get(entry.goal)?.area === area;
	const late = area ? latenessAsOf(organization.entries.filter(ofArea), card.as_of) : known.late;
	const { claimed, evidenced, delivery } = then;
	return m.scorecard_known_then({
		claimed: displayScore(claimed),
		evidenced: displayScore(evidenced),
		rate: displayPercent(delivery.rate),
		due: dueWords(delivery),
		count: late.entries,
		days: String(late.longest_days)
	});
}
