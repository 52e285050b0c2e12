import type { Organization } from '../../record/state.ts';
import { dueWords } from '../shared/words.ts';
import { newest } from '../../scoring/methods.ts';
import { sensitivity, type Sensitivity, type Variant } from '../../scoring/sensitivity.ts';
import type { ScoreFigures } from '../../scoring/types.ts';
import { previousQuarterEnd } from '../shared/day.ts';
import {
	directionOf,
	figuresOf,
	NOTABLE,
	orderOf,
	sameOrder,
	SCOPES,
	shown,
	type Direction,
	type Order,
	type Scope
} from './sensitivity-conclusions.ts';

export type Constant = keyof typeof newest.varied.own;

/** The figure that a constant can move; the laws of scoring say that it moves no other. */
export type Figure = 'evidenced' | 'delivery';
const MOVES: Record<Constant, Figure> = {
	staleAfter: 'evidenced',
	unarchived: 'evidenced',
	lateDays: 'delivery',
	lateFloor: 'delivery'
};
const CONSTANTS = Object.keys(newest.varied.ranges) as Constant[];

/** One figure with one constant at one value. `moved` is in points, as shown, from what is published. */
export type Cell = { value: number; score: number | null; moved: number };
/** A shown figure that moved by more than {@link NOTABLE} points. */
export type Move = { scope: Scope; from: number; to: number };
/** What differs from the published scorecard with the constant at any of these values. */
type At<T> = { values: number[]; is: T };

export type ConstantView = {
	constant: Constant;
	/** The method's own value. */
	own: number;
	figure: Figure;
	rows: { scope: Scope; cells: Cell[] }[];
	/** The values at which a conclusion is another, with what it is there; empty where it holds. */
	orders: At<Order>[];
	directions: At<Direction>[];
	moves: At<Move[]>[];
};

export type SensitivityView = ReturnType<typeof sensitivityView>;

/** Everything that the sensitivity page shows of an organization as of `t`. */
export function sensitivityView(organization: Organization, t: string) {
	const since = previousQuarterEnd(t);
	const all = sensitivity(newest.varied, organization, t, since);
	return {
		/** The last day of the quarter before, which the direction is measured from. */
		since,
		n: all.published.now.overall.n,
		due: all.published.now.overall.delivery.n,
		order: orderOf(all.published.now),
		direction: directionOf(all.published),
		published: SCOPES.map((scope) => publishedRow(all, scope)),
		constants: CONSTANTS.map((constant) => constantView(all, constant))
	};
}

/** A scope's published figures, with the least and the most that any combination makes of them. */
function publishedRow({ published, strictest, mildest }: Sensitivity<Constant>, scope: Scope) {
	const { n, claimed, evidenced, delivery } = figuresOf(published.now, scope);
	const bounds = (figure: Figure) =>
		[strictest, mildest].map(({ now }) => scoreOf(figuresOf(now, scope), figure)) as [
			number | null,
			number | null
		];
	return {
		scope,
		n,
		claimed,
		evidenced,
		evidenced_bounds: bounds('evidenced'),
		delivery: delivery.rate,
		due: dueWords(delivery),
		delivery_bounds: bounds('delivery')
	};
}

function constantView(
	{ published, varied }: Sensitivity<Constant>,
	constant: Constant
): ConstantView {
	const figure = MOVES[constant];
	const variants = varied[constant];
	const scores = ({ now }: Variant, scope: Scope) => scoreOf(figuresOf(now, scope), figure);
	const from = (scope: Scope) => shown(scores(published, scope)) ?? 0;
	const rows = SCOPES.map((scope) => ({
		scope,
		cells: variants.map((variant): Cell => {
			const score = scores(variant, scope);
			return { value: variant.value, score, moved: (shown(score) ?? 0) - from(scope) };
		})
	}));
	const order = orderOf(published.now);
	const direction = directionOf(published);
	return {
		constant,
		own: newest.varied.own[constant],
		figure,
		rows,
		orders: differing(variants, (variant) => {
			const other = orderOf(variant.now);
			return sameOrder(other, order) ? null : other;
		}),
		directions: differing(variants, (variant) => {
			const other = directionOf(variant);
			return other?.way === direction?.way ? null : other;
		}),
		moves: differing(variants, ({ value }) => {
			const moves = rows.flatMap(({ scope, cells }) => {
				const { moved } = cells.find((cell) => cell.value === value)!;
				return Math.abs(moved) > NOTABLE
					? [{ scope, from: from(scope), to: from(scope) + moved }]
					: [];
			});
			return moves.length > 0 ? moves : null;
		})
	};
}

/** What is another than published, each once with all values at which it is so. */
function differing<V extends { value: number }, T>(
	variants: readonly V[],
	differs: (variant: V) => T | null
): At<T>[] {
	const found = new Map<string, At<T>>();
	for (const variant of variants) {
		const is = differs(variant);
		if (is === null) continue;
		const same = found.get(JSON.stringify(is));
		if (same) same.values.push(variant.value);
		else found.set(JSON.stringify(is), { values: [variant.value], is });
	}
	return [...found.values()];
}

function scoreOf({ evidenced, delivery }: ScoreFigures, figure: Figure): number | null {
	return figure === 'evidenced' ? evidenced : delivery.rate;
}
