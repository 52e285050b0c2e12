import { MOST_LISTED } from '$lib/view/trend/trend-list.ts';
import { areaTrend, overallTrend } from '$lib/view/trend/trend.ts';
import { areaOr400, marksOr400, methodOr400, organizationOr404, perOr400 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq, organization: info } = await parent();
	const area = areaOr400(url);
	const method = methodOr400(url);
	const asked = { per: perOr400(url), marks: marksOr400(url, 'all'), listed: MOST_LISTED, method };
	const organization = await organizationOr404(params.organization);
	const { number } = method;
	if (info.unread !== null) return { area, method: number, trend: null, areas: [] };
	if (area) {
		const trend = areaTrend(organization, area, asOf.day, seq, asked);
		return { area, method: number, trend, areas: [] };
	}
	const { trend, area_trends } = overallTrend(organization, asOf.day, seq, asked);
	return { area, method: number, trend, areas: area_trends };
};
