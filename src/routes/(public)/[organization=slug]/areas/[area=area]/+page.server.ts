import { areaView } from '$lib/view/organization/area.ts';
import { withheldView } from '$lib/view/organization/scorecard.ts';
import { areaTrend } from '$lib/view/trend/trend.ts';
import { marksOr400, methodOr400, organizationOr404, perOr400 } from '../../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq, organization: info } = await parent();
	const { area } = params;
	const per = perOr400(url);
	const marks = marksOr400(url, 'few');
	const method = methodOr400(url);
	const organization = await organizationOr404(params.organization);
	if (info.unread !== null) {
		const { goals } = withheldView(organization, asOf.day, seq);
		return { area, view: null, rows: goals.find((each) => each.area === area)!.rows };
	}
	const trend = areaTrend(organization, area, asOf.day, seq, { per, marks, listed: 0, method });
	const view = areaView(organization, area, asOf.day, seq, method);
	return { area, view: { ...view, trend }, rows: [] };
};
