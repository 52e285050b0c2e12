import { reviewsPage } from '$lib/view/organization/reviews-page.ts';
import { methodOr400, organizationOr404, pageOr404, withinOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq, organization: info } = await parent();
	const method = methodOr400(url);
	const number = pageOr404(url);
	const organization = await organizationOr404(params.organization);
	if (info.unread !== null) return { view: null };
	const view = reviewsPage(organization, asOf.day, seq, method, number);
	withinOr404(view);
	return { view };
};
