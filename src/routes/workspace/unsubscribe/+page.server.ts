import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { action, anybody } from '$lib/server/http/form.ts';
import { ofLink, stop } from '$lib/server/people/notice-preferences.ts';
import type { Actions, PageServerLoad } from './$types';

/** No session is asked for: the token, which is in the mail alone, says whose mails these are. */
export const load: PageServerLoad = async ({ url }) => {
	const link = await ofLink(url.searchParams.get('token') ?? '');
	if (!link) error(404, m.mail_link_unknown());
	return { link };
};

export const actions: Actions = {
	// A button, not the link itself: mail scanners open links. Mail programs post here on their own.
	default: action(anybody, async (_, __, { url }) => {
		if (!(await stop(url.searchParams.get('token') ?? ''))) error(404, m.mail_link_unknown());
	})
};
