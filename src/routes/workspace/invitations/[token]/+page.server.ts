import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { person, personClient } from '$lib/server/session.ts';
import * as account from '$lib/server/workspace/account.ts';
import * as members from '$lib/server/workspace/members.ts';
import { existingAccountForm, newAccountForm } from '$lib/workspace/account-form.ts';
import { check, text } from '$lib/workspace/form.ts';
import type { Actions, PageServerLoad } from './$types';

async function openInvitation(token: string) {
	const invitation = await members.invitation(await personClient(), token);
	if (!invitation) error(404, m.ws_invitation_unknown());
	return invitation;
}

export const load: PageServerLoad = async ({ params }) => {
	const invitation = await openInvitation(params.token);
	return { invitation, signedInAs: (await person())?.email ?? null };
};

export const actions: Actions = {
	default: async ({ params, request }) => {
		const invitation = await openInvitation(params.token);
		const form = await request.formData();
		const name = text(form, 'name');
		const signedIn = await person();
		const checked = signedIn
			? check(existingAccountForm, { name })
			: check(newAccountForm, { name, password: form.get('password') });
		if (!checked.ok) return fail(422, { name, errors: checked.errors });
		if (!signedIn && invitation.status === 'open') {
			const refusal = await account.signUp(invitation.email, String(form.get('password')));
			if (refusal) return fail(422, { name, errors: { '': refusal } });
		}
		const result = await members.accept(await personClient(), params.token, checked.value.name);
		if ('failure' in result) return fail(422, { name, errors: { '': result.failure.message } });
		redirect(303, to(`/workspace/${result.slug}?notice=welcome`));
	}
};
