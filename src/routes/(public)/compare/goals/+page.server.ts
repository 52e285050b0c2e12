import { error } from '@sveltejs/kit';
import { record } from '$lib/server/record.ts';
import { pageOf } from '$lib/view/record-list.ts';
import { foundGoal, searchGoals } from '$lib/view/search-goals.ts';
import { asOfIn } from '../load.ts';
import { QUERY_MAX } from '../words.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ url }) => {
	const asOf = asOfIn(url);
	const query = (url.searchParams.get('q') ?? '').trim();
	if (query.length > QUERY_MAX) error(400, `A search has at most ${QUERY_MAX} characters.`);
	const asked = url.searchParams.get('page') || '1';
	const hits = searchGoals(await record(), query, asOf.day);
	const { items, pages } = pageOf(hits, Number(asked), PAGE_SIZE);
	if (!/^[1-9]\d{0,8}$/.test(asked) || Number(asked) > pages)
		error(404, `This search has no page “${asked}”; its last is page ${pages}.`);
	return {
		asOf,
		query,
		count: hits.length,
		organizations: new Set(hits.map(({ organization }) => organization.slug)).size,
		number: Number(asked),
		pages,
		found: items.map((hit) => foundGoal(hit, query, asOf.day))
	};
};
