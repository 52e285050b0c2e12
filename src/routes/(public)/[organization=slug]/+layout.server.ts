import { error } from '@sveltejs/kit';
import { organization, record } from '$lib/server/record.ts';
import { today } from '$lib/server/today.ts';
import { readAsOf } from '$lib/view/as-of.ts';
import { goalMarks } from '$lib/view/goal-row.ts';
import { organizationInfo } from '$lib/view/organization.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, url }) => {
	const found = await organization(params.organization);
	if (!found)
		error(404, `No organization in the public record is called “${params.organization}”.`);
	const given = url.searchParams.get('as_of');
	const asOf = readAsOf(given, today());
	if (!asOf)
		error(400, `“${given}” is not a calendar day. Write as_of as YYYY-MM-DD, such as 2026-09-30.`);
	const marks = goalMarks(found, asOf.day);
	return { organization: organizationInfo(found), asOf, seq: (await record()).seq, marks };
};
