import { error, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action, anybody } from '$lib/server/http/form.ts';
import { confirmAddress } from '$lib/server/people/own-account.ts';
import { text } from '$lib/drafts/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const token = url.searchParams.get('token');
	if (!token) error(400, m.ws_link_incomplete());
	return { token };
};

export const actions: Actions = {
	// A button, not the link itself: mail scanners open links and would spend the token.
	default: action(anybody, async (_, form) => {
		const result = await confirmAddress(text(form, 'token'));
		if ('refusal' in result) error(400, result.refusal);
		if (result.done === 'half') return { half: true };
		redirect(303, to('/workspace/account?notice=address-changed'));
	})
};
