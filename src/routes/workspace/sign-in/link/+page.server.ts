import { error, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { signInWithLink } from '$lib/server/workspace/account.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const token = url.searchParams.get('token');
	if (!token) error(400, m.ws_link_incomplete());
	return { token };
};

export const actions: Actions = {
	// A button, not the link itself, signs in: mail scanners open links and would spend the token.
	default: async ({ request }) => {
		const token = String((await request.formData()).get('token') ?? '');
		const refusal = await signInWithLink(token);
		if (refusal) error(400, refusal);
		redirect(303, to('/workspace'));
	}
};
