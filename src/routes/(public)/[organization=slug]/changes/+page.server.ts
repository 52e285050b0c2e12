import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { readChangesFilter } from '$lib/view/changes/changes-filter.ts';
import { storedEntries } from '$lib/server/record/record.ts';
import { sinceQuarter } from '$lib/view/organization/since.ts';
import { changesLog } from '$lib/view/changes/changes-log.ts';
import { organizationOr404, pageOr404, withinOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';
import { cutBefore } from '$lib/view/shared/graphemes.ts';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq, organization: info } = await parent();
	const read = readChangesFilter(url.searchParams);
	if ('unknown' in read) {
		const value = url.searchParams.get(read.unknown) ?? '';
		error(400, m.changes_unknown_value({ value, field: read.unknown }));
	}
	const number = pageOr404(url);
	const organization = await organizationOr404(params.organization);
	const log = changesLog(organization, asOf.day, read.filter, number);
	withinOr404(log);
	const stored = await storedEntries();
	const lines = log.lines.map((line) => ({
		...line,
		text_as_published: line.raw === null ? null : beginning(stored[line.seq - 1]!.body)
	}));
	const told = info.unread === null ? sinceQuarter(organization, asOf.day, seq) : null;
	return { filter: read.filter, log: { ...log, lines }, since: told };
};

/** Of a text that may be a megabyte, as much as a list can show. */
const MOST_SHOWN = 2_000;

function beginning(body: string) {
	return { text: body.slice(0, cutBefore(body, MOST_SHOWN)), cut: body.length > MOST_SHOWN };
}
