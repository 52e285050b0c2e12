import { error, redirect } from '@sveltejs/kit';
import { signInWithLink } from '$lib/server/workspace/account.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const token = url.searchParams.get('token');
	if (!token) error(400, 'The link is incomplete. Copy the whole of it from the e-mail.');
	return { token };
};

export const actions: Actions = {
	// A button, not the link itself, signs in: mail scanners open links and would spend the token.
	default: async ({ request }) => {
		const token = String((await request.formData()).get('token') ?? '');
		const refusal = await signInWithLink(token);
		if (refusal) error(400, refusal);
		redirect(303, '/workspace');
	}
};
