import { storedEntries } from '$lib/server/record/record.ts';
import { certifiedQuarters, quarterUnderWay } from '$lib/view/certified/certified.ts';
import { organizationOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent }) => {
	const { asOf } = await parent();
	// A quarter that has not come yet is no gap.
	const day = asOf.day < asOf.today ? asOf.day : asOf.today;
	const organization = await organizationOr404(params.organization);
	return {
		quarters: certifiedQuarters(organization, day, await storedEntries()),
		under_way: quarterUnderWay(day)
	};
};
