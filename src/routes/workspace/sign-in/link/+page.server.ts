import { error, redirect } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { action, anybody } from '$lib/server/http/form.ts';
import { signInWithLink } from '$lib/server/people/sign-in.ts';
import { landing } from '$lib/drafts/people/landing.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const token = url.searchParams.get('token');
	if (!token) error(400, m.ws_link_incomplete());
	return { token };
};

export const actions: Actions = {
	// A button, not the link itself, signs in: mail scanners open links and would spend the token.
	default: action(anybody, async (_, form) => {
		const token = String(form.get('token') ?? '');
		const result = await signInWithLink(token);
		if ('refusal' in result) error(400, result.refusal);
		redirect(303, landing(result.next));
	})
};
