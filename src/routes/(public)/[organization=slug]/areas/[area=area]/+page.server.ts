import { areaView } from '$lib/view/area.ts';
import { areaTrend } from '$lib/view/trend.ts';
import { organizationOr404, perOr400 } from '../../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq } = await parent();
	const organization = await organizationOr404(params.organization);
	return {
		area: params.area,
		...areaView(organization, params.area, asOf.day, seq),
		trend: areaTrend(organization, params.area, asOf.day, seq, perOr400(url))
	};
};
