import type { KeptBy } from '../../record/vocabulary.ts';
import type { ReviewCoverage } from '../../scoring/activity.ts';
import type { NoHeadline } from '../../scoring/headline.ts';
import type { ScoreFigures } from '../../scoring/types.ts';
import type { Weakened } from '../changes/changes-log.ts';
import { isScore, type Column, type Order } from './compare-order.ts';

/** Why a figure is not to be taken at its face value. */
export type Mark = 'few-goals' | 'mostly-stale' | 'transcribed';

/** How current the scored goals are. */
export type Freshness = {
	/** Scored goals with current information. */
	current: number;
	/** current / n, 0–1; null where no goal is scored. */
	share: number | null;
	/** The latest day that a scored goal's standing update speaks of, and that goal's key. */
	newest: { day: string; goal: string } | null;
};

/** One organization in one comparison. */
export type Line = {
	slug: string;
	name: string;
	kept_by: KeptBy;
	figures: ScoreFigures;
	/** Areas with scored goals: the overall scores are means over these only. */
	areas: number;
	reviews: ReviewCoverage;
	/** Why the record gets no large figure. */
	no_headline: NoHeadline | null;
	/** What was known then, in words, where that is another score. */
	known_then: string | null;
	weakened: Weakened;
	/** The last day on which a transcribed record was checked. */
	checked: string | null;
	freshness: Freshness;
	/** Marks of claimed, evidenced and gap; none where there is no score. */
	marks: Mark[];
	/** Marks of the delivery rate, which rests on the goals that were due. */
	delivery_marks: Mark[];
};

/**
 * The lines in that order, equal ones by name. Whichever way it goes, those whose figure is thin or
 * stale come after the others, so that none of them leads, and those without the figure last.
 */
export function inOrder(lines: readonly Line[], { sort, order }: Order): Line[] {
	const sign = order === 'asc' ? 1 : -1;
	return [...lines].sort((a, b) => {
		const [x, y] = [valueOf(a, sort), valueOf(b, sort)];
		if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
		return (
			Number(isWeak(a, sort)) - Number(isWeak(b, sort)) || sign * compare(x, y) || byName(a, b)
		);
	});
}

/** Whether the column shows a score that rests on few goals, or mostly on old information. */
function isWeak({ marks, delivery_marks }: Line, column: Column): boolean {
	if (column === 'delivery') return delivery_marks.includes('few-goals');
	if (!isScore(column)) return false;
	return marks.includes('few-goals') || marks.includes('mostly-stale');
}

function valueOf({ name, figures, reviews, freshness }: Line, column: Column) {
	switch (column) {
		case 'name':
			return name;
		case 'goals':
			return figures.n;
		case 'delivery':
			return figures.delivery.rate;
		case 'reviewed':
			return reviews.share;
		case 'current':
			return freshness.share;
		case 'newest':
			return freshness.newest?.day ?? null;
		default:
			return figures[column];
	}
}

function compare(a: string | number, b: string | number): number {
	return typeof a === 'number' && typeof b === 'number'
		? a - b
		: String(a).localeCompare(String(b), 'en');
}

const byName = (a: Line, b: Line) =>
	a.name.localeCompare(b.name, 'en') || a.slug.localeCompare(b.slug, 'en');
