import { scorecardView } from '$lib/view/scorecard.ts';
import { organizationOr404 } from './load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent }) => {
	const { asOf, seq } = await parent();
	return scorecardView(await organizationOr404(params.organization), asOf.day, seq);
};
