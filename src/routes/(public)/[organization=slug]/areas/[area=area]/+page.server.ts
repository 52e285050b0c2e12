import { areaView } from '$lib/view/area.ts';
import { organizationOr404 } from '../../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent }) => {
	const { asOf, seq } = await parent();
	const organization = await organizationOr404(params.organization);
	return { area: params.area, ...areaView(organization, params.area, asOf.day, seq) };
};
