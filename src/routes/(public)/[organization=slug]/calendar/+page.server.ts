import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { calendarView, readPeriod } from '$lib/view/organization/calendar.ts';
import { organizationOr404 } from '../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, seq } = await parent();
	const given = url.searchParams.get('by');
	const by = readPeriod(given);
	if (!by) error(400, m.calendar_unknown_period({ by: given ?? '' }));
	const organization = await organizationOr404(params.organization);
	return { by, calendar: calendarView(organization, asOf.day, seq, by) };
};
