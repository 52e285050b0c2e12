import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { setPassword } from '$lib/server/people/own-account.ts';
import * as account from '$lib/server/people/sign-in.ts';
import { person, personClient } from '$lib/server/people/session.ts';
import * as members from '$lib/server/people/members.ts';
import {
	existingAccountForm,
	newAccountForm,
	provenAccountForm
} from '$lib/drafts/people/account-form.ts';
import { check, text, type FormErrors } from '$lib/drafts/form.ts';
import type { Actions, PageServerLoad } from './$types';

async function openInvitation(token: string) {
	const invitation = await members.invitation(await personClient(), token);
	if (!invitation) error(404, m.ws_invitation_unknown());
	return invitation;
}

export const load: PageServerLoad = async ({ params }) => {
	const invitation = await openInvitation(params.token);
	return {
		invitation,
		signedInAs: (await person())?.email ?? null,
		confirmsByMail: await account.confirmsByMail()
	};
};

const invited = ({ params }: { params: { token?: string } }) => openInvitation(params.token!);

type Step = 'account' | 'code';
type Typed = { step: Step; name?: string };
const refused = (errors: Record<string, string>, typed: Typed = { step: 'account' }) =>
	fail(422, { errors, name: '', ...typed });

/** Makes the signed-in person a member. */
async function accept(token: string, name: string) {
	const result = await members.accept(await personClient(), token, name);
	if ('failure' in result)
		return refused({ '': result.failure.message }, { step: 'account', name });
	redirect(303, to(`/workspace/${result.slug}?notice=welcome`));
}

export const actions: Actions = {
	accept: action(invited, async (invitation, form, { params }) => {
		const name = text(form, 'name');
		const typed = { step: 'account', name } as const;
		const signedIn = await person();
		const checked = signedIn
			? check(existingAccountForm, { name })
			: check(newAccountForm, { name, password: form.get('password') });
		if (!checked.ok) return refused(checked.errors, typed);
		if (!signedIn && invitation.status === 'open') {
			// Elsewhere an account is made by the steps below alone.
			if (await account.confirmsByMail())
				redirect(303, to(`/workspace/invitations/${params.token}`));
			const refusal = await account.join(invitation.email, String(form.get('password')));
			if (refusal) return refused({ '': refusal }, typed);
		}
		return accept(params.token!, checked.value.name);
	}),
	send: action(invited, async ({ email, status }, _, { params }) => {
		if (status === 'open') {
			const next = `/workspace/invitations/${params.token}`;
			const refusal = await account.sendCode(email, { next, invited: true });
			if (refusal) return refused({ '': refusal });
		}
		return { step: 'code' as Step, name: '', errors: {} as Record<string, string> };
	}),
	code: action(invited, async ({ email }, form, { params }) => {
		const name = text(form, 'name');
		const checked = check(provenAccountForm, {
			name,
			code: text(form, 'code'),
			password: form.get('password')
		});
		if (!checked.ok) return refused(checked.errors, { step: 'code', name });
		const refusal = await account.signInWithCode(email, checked.value.code);
		if (refusal) return refused({ '': refusal }, { step: 'code', name });
		const wrong = await setPassword(checked.value.password, { mayBeTheSame: true });
		// The code is spent, and its person signed in: what is left to say is the name.
		if (wrong) return refused(inWords(wrong), { step: 'account', name });
		return accept(params.token!, checked.value.name);
	})
};

const inWords = ({ password, ...others }: FormErrors): FormErrors =>
	password ? { '': m.form_error_sentence({ label: m.ws_password(), error: password }) } : others;
