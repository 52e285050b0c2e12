import { record } from '$lib/server/record.ts';
import { dayOf } from '$lib/view/day.ts';
import { organizationRows } from '$lib/view/home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const today = dayOf(new Date());
	return { today, organizations: organizationRows(await record(), today) };
};
