import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { record } from '$lib/server/record/record.ts';
import { pageOf } from '$lib/view/kinds/record-list.ts';
import { readQuery, termText } from '$lib/view/search/search-query.ts';
import { foundGoal, searchGoals } from '$lib/view/search/search-goals.ts';
import { asOfIn } from '../load.ts';
import { QUERY_MAX } from '../words.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ url }) => {
	const asOf = asOfIn(url);
	const query = (url.searchParams.get('q') ?? '').trim();
	if (query.length > QUERY_MAX) error(400, m.compare_search_too_long({ count: QUERY_MAX }));
	const asked = url.searchParams.get('page') || '1';
	const hits = searchGoals(await record(), query, asOf.day);
	const { items, pages } = pageOf(hits, Number(asked), PAGE_SIZE);
	if (!/^[1-9]\d{0,8}$/.test(asked) || Number(asked) > pages)
		error(404, m.compare_search_no_page({ page: asked, pages }));
	const { terms, without } = readQuery(query);
	return {
		asOf,
		query,
		terms: terms.map(termText),
		without: without.map(termText),
		count: hits.length,
		organizations: new Set(hits.map(({ organization }) => organization.slug)).size,
		number: Number(asked),
		pages,
		found: items.map((hit) => foundGoal(hit, query, asOf.day))
	};
};
