import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { record } from '$lib/server/record/record.ts';
import { drawsPictures } from '$lib/server/pictures/renderer.ts';
import { today } from '$lib/server/record/today.ts';
import { readAsOf } from '$lib/view/shared/as-of.ts';
import { goalMarks } from '$lib/view/goal/goal-row.ts';
import {
	fewOrganizations,
	lastChecked,
	nearestOrganization,
	organizationInfo
} from '$lib/view/organization/organization.ts';
import { longDay } from '$lib/view/shared/day.ts';
import { pictured } from './card-file.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, url }) => {
	const state = await record();
	const found = state.organizations.get(params.organization);
	if (!found) {
		const seq = state.raw.find(({ organization }) => organization === params.organization)?.seq;
		if (seq !== undefined)
			error(404, {
				message: m.unread_unregistered({ slug: params.organization, seq }),
				entry: seq
			});
		const message = m.scorecard_unknown({ slug: params.organization });
		const near = nearestOrganization(state, params.organization);
		error(404, { message, near, few: fewOrganizations(state) });
	}
	const given = url.searchParams.get('as_of');
	const asOf = readAsOf(given, today());
	if (!asOf) error(400, m.scorecard_not_a_day({ given: given ?? '' }));
	const marks = goalMarks(found, asOf.day);
	const checked = lastChecked(found, asOf.day);
	const organization = organizationInfo(found);
	const { slug, name } = organization;
	const alt = m.card_alt({ name, day: longDay(asOf.day) });
	return {
		organization,
		picture: pictured(organization, `/${slug}/card.png?as_of=${asOf.day}`, alt),
		asOf,
		seq: state.seq,
		marks,
		checked,
		pictures: drawsPictures()
	};
};
