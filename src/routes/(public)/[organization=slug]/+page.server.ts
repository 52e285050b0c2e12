import { scorecardView, withheldView } from '$lib/view/organization/scorecard.ts';
import { overallTrend } from '$lib/view/trend/trend.ts';
import { marksOr400, methodOr400, organizationOr404, perOr400 } from './load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq, organization: info } = await parent();
	const per = perOr400(url);
	const method = methodOr400(url);
	const marks = marksOr400(url, 'few');
	const organization = await organizationOr404(params.organization);
	if (info.unread !== null)
		return { view: null, withheld: withheldView(organization, asOf.day, seq) };
	const asked = { per, marks, listed: 0, method };
	const { trend } = overallTrend(organization, asOf.day, seq, asked);
	return {
		view: { ...scorecardView(organization, asOf.day, seq, method), trend },
		withheld: null
	};
};
