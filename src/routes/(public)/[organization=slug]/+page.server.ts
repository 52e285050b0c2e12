import { scorecardView } from '$lib/view/scorecard.ts';
import { overallTrend } from '$lib/view/trend.ts';
import { organizationOr404, perOr400 } from './load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq } = await parent();
	const organization = await organizationOr404(params.organization);
	return {
		...scorecardView(organization, asOf.day, seq),
		...overallTrend(organization, asOf.day, seq, perOr400(url))
	};
};
