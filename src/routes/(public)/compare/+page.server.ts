import { error } from '@sveltejs/kit';
import { record } from '$lib/server/record/record.ts';
import { readOrder } from '$lib/view/compare/compare-order.ts';
import { comparison } from '$lib/view/compare/compare.ts';
import { withheldOrganizations } from '$lib/view/organization/organization.ts';
import { asOfIn } from './load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const asOf = asOfIn(url);
	const order = readOrder(url.searchParams);
	if (typeof order === 'string') error(400, order);
	const state = await record();
	return {
		asOf,
		order,
		seq: state.seq,
		comparisons: comparison(state, asOf.day, order),
		withheld: withheldOrganizations(state)
	};
};
