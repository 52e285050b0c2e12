import { fail, redirect } from '@sveltejs/kit';
import { action, anybody } from '$lib/server/http/form.ts';
import { sendsMail } from '$lib/server/people/sends-mail.ts';
import { needsSetUp } from '$lib/server/people/set-up.ts';
import * as account from '$lib/server/people/sign-in.ts';
import { person } from '$lib/server/people/session.ts';
import { codeForm, codeRequestForm, signInForm } from '$lib/drafts/people/account-form.ts';
import { check, text } from '$lib/drafts/form.ts';
import { landing } from '$lib/drafts/people/landing.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where to go on, also when a form was posted and is shown again: it stands in every action's address. */
const goOn = (url: URL) => landing(url.searchParams.get('to'));

export const load: PageServerLoad = async ({ url }) => {
	const back = goOn(url);
	if (await person()) redirect(303, back);
	const mails = await sendsMail();
	return {
		to: back,
		persons: await account.demonstrationPersons(),
		needsSetUp: await needsSetUp(),
		mails,
		typing: mails && url.searchParams.get('step') === 'code'
	};
};

export const actions: Actions = {
	password: action(anybody, async (_, form, { url }) => {
		const email = text(form, 'email');
		const checked = check(signInForm, { email, password: form.get('password') });
		if (!checked.ok) return fail(422, { step: 'password', email, errors: checked.errors });
		const refusal = await account.signIn(checked.value.email, checked.value.password);
		if (refusal) return fail(422, { step: 'password', email, errors: { '': refusal } });
		redirect(303, goOn(url));
	}),
	send: action(anybody, async (_, form, { url }) => {
		const email = text(form, 'email');
		const checked = check(codeRequestForm, { email });
		if (!checked.ok) return fail(422, { step: 'send', email, errors: checked.errors });
		const refusal = await account.sendCode(checked.value.email, { next: goOn(url) });
		if (refusal) return fail(422, { step: 'send', email, errors: { '': refusal } });
		return { step: 'code', email, sent: true, errors: {} as Record<string, string> };
	}),
	code: action(anybody, async (_, form, { url }) => {
		const email = text(form, 'email');
		const checked = check(codeForm, { email, code: text(form, 'code') });
		if (!checked.ok) return fail(422, { step: 'code', email, errors: checked.errors });
		const refusal = await account.signInWithCode(checked.value.email, checked.value.code);
		if (refusal) return fail(422, { step: 'code', email, errors: { '': refusal } });
		redirect(303, goOn(url));
	}),
	demonstration: action(anybody, async (_, form, { url }) => {
		const refusal = await account.signInDemonstration(text(form, 'email'));
		if (refusal) return fail(403, { step: 'password', email: '', errors: { '': refusal } });
		redirect(303, goOn(url));
	})
};
