import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { deliveryPage, readDeliveryFilter } from '$lib/view/organization/delivery-page.ts';
import { methodOr400, organizationOr404, pageOr404, withinOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq, organization: info } = await parent();
	const method = methodOr400(url);
	const read = readDeliveryFilter(url.searchParams);
	if ('unknown' in read) {
		const value = url.searchParams.get(read.unknown) ?? '';
		error(400, m.changes_unknown_value({ value, field: read.unknown }));
	}
	const number = pageOr404(url);
	const organization = await organizationOr404(params.organization);
	if (info.unread !== null) return { filter: read.filter, view: null };
	const view = deliveryPage(organization, asOf.day, seq, method, read.filter, number);
	withinOr404(view);
	return { filter: read.filter, view };
};
