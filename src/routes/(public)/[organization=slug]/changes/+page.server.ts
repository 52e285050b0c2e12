import { error } from '@sveltejs/kit';
import { readChangesFilter } from '$lib/view/changes-filter.ts';
import { changesLog } from '$lib/view/changes-log.ts';
import { plural } from '$lib/view/day.ts';
import { organizationOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf } = await parent();
	const read = readChangesFilter(url.searchParams);
	if ('unknown' in read)
		error(
			400,
			`“${url.searchParams.get(read.unknown)}” is nothing that changes can be filtered by as ${read.unknown}.`
		);
	const number = pageNumber(url.searchParams.get('page') ?? '');
	const organization = await organizationOr404(params.organization);
	const log = changesLog(organization, asOf.day, read.filter, number);
	if (number > log.pages) error(404, `This list has ${plural(log.pages, 'page')}.`);
	return { filter: read.filter, log };
};

function pageNumber(text: string): number {
	if (text === '') return 1;
	if (!/^[1-9]\d{0,14}$/.test(text)) error(404, `“${text}” is not the number of a page.`);
	return Number(text);
}
