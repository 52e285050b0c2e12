import { record } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { organizationRows } from '$lib/view/compare/home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const day = today();
	return { today: day, organizations: organizationRows(await record(), day) };
};
