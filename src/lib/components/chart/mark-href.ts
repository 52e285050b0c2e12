import { to } from '../../locale.ts';
import { changesQuery } from '../../view/changes/changes-filter.ts';
import { withAsOf, type AsOf } from '../../view/shared/as-of.ts';
import type { TrendMark } from '../../view/trend/trend-marks.ts';
import type { TrendOf } from '../../view/trend/trend.ts';

/**
 * Where a mark of a trend leads, as of the page's day; on a goal's own page to a place of it, and for several
 * entries to its timeline.
 */
export function markHref(
	{ lead }: Pick<TrendMark, 'lead'>,
	{ of, slug, asOf }: { of: TrendOf; slug: string; asOf: AsOf }
): string {
	if (of === 'goal') return `#${('fragment' in lead && lead.fragment) || 'history'}`;
	if ('log' in lead) {
		const area = of === 'overall' ? '' : of;
		return to(`/${slug}/changes${changesQuery({ ...lead.log, area }, asOf)}#entries`);
	}
	if ('entry' in lead) return to(`/record?entry=${lead.entry}`);
	if ('path' in lead) return to(withAsOf(`/${slug}${lead.path}`, asOf));
	const { goal, fragment } = lead;
	return to(withAsOf(`/${slug}/goals/${goal}${fragment ? `#${fragment}` : ''}`, asOf));
}
