import { m } from '../../paraglide/messages.js';
import { shortDay, longDay } from '../../view/shared/day.ts';
import type { Trend } from '../../view/trend/trend.ts';
import type { Geometry } from './geometry.ts';

/** What a drawing shows, in sentences. */
export function captionOf(trend: Trend, g: Geometry): string {
	const of = m.trend_of({ of: trend.of });
	const about = { of: trend.of === 'goal' ? 'goal' : 'goals' } as const;
	const merged = trend.marks.some(({ count }) => count > 1);
	const marked = trend.marks.length > 0;
	const day = longDay(trend.points.at(-1)?.day ?? trend.until);
	return [
		m.trend_caption({ of, per: trend.per.step, day }),
		...(g.fall ? [fallWords(g.fall)] : []),
		...(marked && trend.marked === 'few' ? [m.trend_caption_few()] : []),
		...(trend.marked === 'all' && g.onLine.length > 0 ? [m.trend_caption_on_line(about)] : []),
		...(marked && trend.marked === 'all' && g.onLine.length === 0
			? [m.trend_caption_lanes(about)]
			: []),
		...(merged ? [m.trend_caption_merged()] : [])
	].reduce((one, two) => m.trend_sentences({ one, two }));
}

function fallWords({ from, to, before, after }: NonNullable<Geometry['fall']>): string {
	return m.trend_caption_fall({
		count: before - after,
		before: String(before),
		after: String(after),
		from: shortDay(from),
		to: shortDay(to)
	});
}
