import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { readChangesFilter } from '$lib/view/changes/changes-filter.ts';
import { storedEntries } from '$lib/server/record/record.ts';
import { changesLog } from '$lib/view/changes/changes-log.ts';
import { organizationOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';
import { cutBefore } from '$lib/view/shared/graphemes.ts';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf } = await parent();
	const read = readChangesFilter(url.searchParams);
	if ('unknown' in read) {
		const value = url.searchParams.get(read.unknown) ?? '';
		error(400, m.changes_unknown_value({ value, field: read.unknown }));
	}
	const number = pageNumber(url.searchParams.get('page') ?? '');
	const organization = await organizationOr404(params.organization);
	const log = changesLog(organization, asOf.day, read.filter, number);
	if (number > log.pages) error(404, m.record_no_page({ count: log.pages }));
	const stored = await storedEntries();
	const lines = log.lines.map((line) => ({
		...line,
		text_as_published: line.raw === null ? null : beginning(stored[line.seq - 1]!.body)
	}));
	return { filter: read.filter, log: { ...log, lines } };
};

/** Of a text that may be a megabyte, as much as a list can show. */
const MOST_SHOWN = 2_000;

function beginning(body: string) {
	return { text: body.slice(0, cutBefore(body, MOST_SHOWN)), cut: body.length > MOST_SHOWN };
}

function pageNumber(text: string): number {
	if (text === '') return 1;
	if (!/^[1-9]\d{0,14}$/.test(text)) error(404, m.record_no_page_number({ text }));
	return Number(text);
}
