import { unreadFrom } from '$lib/record/all-entries.ts';
import { record } from '$lib/server/record/record.ts';
import { organizationInfo } from '$lib/view/organization/organization.ts';
import { sensitivityView } from '$lib/view/methodology/sensitivity.ts';
import { asOfIn } from '../../compare/load.ts';
import type { PageServerLoad } from './$types';

/** An organization that the address does not name, or that the record does not hold, is asked for. */
export const load: PageServerLoad = async ({ url }) => {
	const asOf = asOfIn(url);
	const state = await record();
	const wanted = url.searchParams.get('organization') ?? '';
	const found = state.organizations.get(wanted);
	return {
		asOf,
		wanted,
		seq: state.seq,
		choices: [...state.organizations.values()].map(organizationInfo),
		organization: found ? organizationInfo(found) : null,
		view: found && unreadFrom(found) === null ? sensitivityView(found, asOf.day) : null
	};
};
