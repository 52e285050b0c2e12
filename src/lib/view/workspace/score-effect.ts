import { ownMovesAsOf } from '../../record/date-moves.ts';
import type { Entry, Unrecorded } from '../../record/entries.ts';
import { organizationAt } from '../../record/fold.ts';
import { lastNumber } from '../../record/all-entries.ts';
import type { Organization } from '../../record/state.ts';
import type { Area } from '../../record/vocabulary.ts';
import { displayScore } from '../../scoring/display.ts';
import { newest } from '../../scoring/methods.ts';
import type { ScoreFigures } from '../../scoring/types.ts';
import { weakeningsOf } from '../changes/weakening.ts';
import type { Weakening } from '../shared/weakenings.ts';

/**
 * What publishing would do to the scores: the entries that it would add are folded, in memory, onto
 * the organization as the record has it, and both are scored.
 */

/** One figure before and after, as shown. */
export type Move = { was: string; now: string; moved: boolean };
export type ScoreEffectRow = {
	/** Null for the overall figures. */
	area: Area | null;
	claimed: Move;
	evidenced: Move;
	gap: Move;
	delivery: Move;
	/** How many of the goals due were on time. */
	on_time: Move;
	goals: Move;
};
export type ScoreEffect = {
	/** The areas whose figures move, and the overall ones; empty where nothing does. */
	rows: ScoreEffectRow[];
	weakenings: Weakening[];
};

/** Scores are as of `t`. Throws where the entries do not follow from the record, as the fold does. */
export function scoreEffectOf(
	organization: Organization,
	wouldBe: readonly Unrecorded[],
	t: string
): ScoreEffect {
	const first = lastNumber(organization) + 1;
	const entries = wouldBe.map((entry, index) => ({
		...entry,
		seq: first + index,
		organization: organization.slug,
		recorded_at: `${t}T00:00:00Z`
	})) as Entry[];
	const after = organizationAt(
		{ ...organization, entries: [...organization.entries, ...entries] },
		first + entries.length
	)!;
	const [was, now] = [organization, after].map((each) =>
		newest.scorecard(each, t, each.entries.length)
	);
	const areas = (Object.keys(now!.areas) as Area[]).map((area) =>
		rowOf(area, was!.areas[area], now!.areas[area])
	);
	const rows = [...areas, rowOf(null, was!.overall, now!.overall)].filter(hasMoved);
	const weakenings = entries.flatMap((entry) => {
		const goal = 'goal' in entry ? after.goals.get(entry.goal) : undefined;
		const move = goal && ownMovesAsOf(after, goal, t).get(entry);
		return goal ? weakeningsOf(after, goal, entry, { move, t }) : [];
	});
	return { rows, weakenings };
}

function rowOf(area: Area | null, was: ScoreFigures, now: ScoreFigures): ScoreEffectRow {
	return {
		area,
		claimed: move(was.claimed, now.claimed),
		evidenced: move(was.evidenced, now.evidenced),
		gap: move(was.gap, now.gap),
		delivery: percent(move(was.delivery.rate, now.delivery.rate)),
		on_time: move(was.delivery.on_time, now.delivery.on_time),
		goals: move(was.n, now.n)
	};
}

const hasMoved = ({ area: _, ...figures }: ScoreEffectRow) =>
	Object.values(figures).some(({ moved }) => moved);

/** A rate is a share of 100, as it says wherever it stands; where there is none yet it is not one of 0. */
function percent({ was, now, moved }: Move): Move {
	const sign = (figure: string) => (/\d/.test(figure) ? `${figure}%` : figure);
	return { was: sign(was), now: sign(now), moved };
}

/** Less than what adding floats leaves behind is no move; one too small for whole numbers gets digits. */
function move(was: number | null, now: number | null): Move {
	const shown = { was: displayScore(was), now: displayScore(now) };
	const moved = was === null || now === null ? was !== now : Math.abs(now - was) > 1e-9;
	if (!moved || shown.was !== shown.now) return { ...shown, moved };
	return { was: was!.toFixed(2), now: now!.toFixed(2), moved };
}
