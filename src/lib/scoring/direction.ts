import { lineageAsOf } from '../record/as-of.ts';
import type { Organization } from '../record/state.ts';
import { AREAS, type Area } from '../record/vocabulary.ts';
import { evidencedShare } from './evidenced-share.ts';
import { mean } from './mean.ts';
import type { GoalScore, Scorecard } from './types.ts';

/**
 * Which way a score went between two days, in two parts: a score is a share of what is promised, so it falls
 * when more is promised, and that must not look like failing.
 */
export type Direction = {
	/** Points by which the whole score changed. */
	change: number;
	/** Of goals that were scored on both days, as themselves or as what they carry on; null where none was. */
	like_for_like: number | null;
	/** The rest: through goals that came or went. */
	came_or_went: number;
	/** How many goals came, and how many went. */
	came: number;
	went: number;
};

export type Score = 'claimed' | 'evidenced';
export type Directions = { overall: Direction | null; areas: Record<Area, Direction | null> };

/** Of scorecards of the organization by one method, `before` the earlier; null without a score on both days. */
export function directions(
	organization: Organization,
	before: Scorecard,
	now: Scorecard,
	score: Score
): Directions {
	const found = AREAS.map((area) => ofArea(organization, before, now, score, area));
	const overall = direction(
		before.overall[score],
		now.overall[score],
		mean(found.map(({ like_for_like }) => like_for_like)),
		found
	);
	return {
		overall,
		areas: Object.fromEntries(
			AREAS.map((area, index) => {
				const { like_for_like } = found[index]!;
				const [was, is] = [before.areas[area][score], now.areas[area][score]];
				return [area, direction(was, is, like_for_like, [found[index]!])];
			})
		) as Directions['areas']
	};
}

type Found = { like_for_like: number | null; came: number; went: number };

function direction(
	was: number | null,
	is: number | null,
	like_for_like: number | null,
	found: readonly Found[]
): Direction | null {
	if (was === null || is === null) return null;
	const change = is - was;
	return {
		...{ change, like_for_like, came_or_went: change - (like_for_like ?? 0) },
		came: found.reduce((sum, { came }) => sum + came, 0),
		went: found.reduce((sum, { went }) => sum + went, 0)
	};
}

/** Each goal that is scored now beside itself or the one that it carries on, where that was scored then. */
function ofArea(
	organization: Organization,
	before: Scorecard,
	now: Scorecard,
	score: Score,
	area: Area
): Found {
	const scored = ({ goals }: Scorecard) =>
		new Map(
			goals.filter((goal) => goal.in_set && goal.area === area).map((goal) => [goal.key, goal])
		);
	const [then, today] = [scored(before), scored(now)];
	const share = (goal: GoalScore) => (score === 'claimed' ? goal.claimed : evidencedShare(goal));
	const gone = new Set(then.keys());
	let [weight, moved, came] = [0, 0, 0];
	for (const goal of today.values()) {
		const earlier = earlierOf(organization, goal, now.as_of, then);
		if (!earlier) {
			came += 1;
			continue;
		}
		gone.delete(earlier.key);
		weight += goal.weight;
		moved += goal.weight * (share(goal) - share(earlier));
	}
	return { like_for_like: weight === 0 ? null : 100 * (moved / weight), came, went: gone.size };
}

function earlierOf(
	organization: Organization,
	{ key }: GoalScore,
	t: string,
	then: ReadonlyMap<string, GoalScore>
): GoalScore | undefined {
	for (const each of lineageAsOf(organization, organization.goals.get(key)!, t)) {
		const found = then.get(each.key);
		if (found) return found;
	}
	return undefined;
}
