import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { reviewsPage } from '$lib/view/organization/reviews-page.ts';
import { methodOr400, organizationOr404, pageOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq, organization: info } = await parent();
	const method = methodOr400(url);
	const number = pageOr404(url);
	const organization = await organizationOr404(params.organization);
	if (info.unread !== null) return { view: null };
	const view = reviewsPage(organization, asOf.day, seq, method, number);
	if (number > view.pages) error(404, m.record_no_page({ count: view.pages }));
	return { view };
};
