import { AREAS, type Area } from '../../record/vocabulary.ts';
import { displayScore } from '../../scoring/display.ts';
import type { Variant } from '../../scoring/sensitivity.ts';
import type { Figures, ScoreFigures } from '../../scoring/types.ts';

/** What a reader may conclude from a scorecard, drawn from the figures as they are shown. */

export const SCOPES = ['overall', ...AREAS] as const;
export type Scope = (typeof SCOPES)[number];

/** A shown figure that moves by more points than this is named. */
export const NOTABLE = 5;

/** The score as it is shown; null where there is none. */
export function shown(score: number | null): number | null {
	return score === null ? null : Number(displayScore(score));
}

export function figuresOf({ overall, areas }: Figures, scope: Scope): ScoreFigures {
	return scope === 'overall' ? overall : areas[scope];
}

/** The areas with goals by evidenced, the highest first; areas that are level stand as AREAS has them. */
export type Order = { area: Area; evidenced: number }[];

export function orderOf({ areas }: Figures): Order {
	return AREAS.flatMap((area) => {
		const evidenced = shown(areas[area].evidenced);
		return evidenced === null ? [] : [{ area, evidenced }];
	}).sort((a, b) => b.evidenced - a.evidenced);
}

/** Whether both put the same areas above, level with and below each other, whatever the figures. */
export function sameOrder(one: Order, other: Order): boolean {
	const ranks = (order: Order) =>
		order.map(({ area, evidenced }, index) => {
			const above = order[index - 1];
			return `${above?.evidenced === evidenced ? '=' : '>'}${area}`;
		});
	return ranks(one).join() === ranks(other).join();
}

/** Which way overall evidenced has gone between the two days. */
export type Direction = { way: 'up' | 'down' | 'level'; from: number; to: number };

/** Null where either day has no score. */
export function directionOf({ now, before }: Variant): Direction | null {
	const from = shown(before.overall.evidenced);
	const to = shown(now.overall.evidenced);
	if (from === null || to === null) return null;
	return { way: to > from ? 'up' : to < from ? 'down' : 'level', from, to };
}
