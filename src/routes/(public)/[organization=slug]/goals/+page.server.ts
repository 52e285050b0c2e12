import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { goalsList } from '$lib/view/goals/goals-list.ts';
import { LONGEST_QUERY, readGoalsFilter } from '$lib/view/goals/goals-filter.ts';
import { organizationOr404, pageOr404, withinOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq } = await parent();
	const read = readGoalsFilter(url.searchParams);
	if ('unknown' in read) {
		if (read.unknown === 'q') error(400, m.compare_search_too_long({ count: LONGEST_QUERY }));
		const value = url.searchParams.get(read.unknown) ?? '';
		error(400, m.changes_unknown_value({ value, field: read.unknown }));
	}
	const number = pageOr404(url);
	const organization = await organizationOr404(params.organization);
	const list = goalsList(organization, asOf.day, seq, read.filter, number);
	withinOr404(list);
	return { filter: read.filter, list };
};
