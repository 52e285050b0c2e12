import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { openInstance } from '$lib/server/instance.ts';
import { setPassword } from '$lib/server/people/own-account.ts';
import { isSetUpToken, needsSetUp, setUp } from '$lib/server/people/set-up.ts';
import { confirmsByMail, join, sendCode, signInWithCode } from '$lib/server/people/sign-in.ts';
import { record, refreshRecord } from '$lib/server/record/record.ts';
import { person } from '$lib/server/people/session.ts';
import { codeForm, codeRequestForm } from '$lib/drafts/people/account-form.ts';
import { check, text } from '$lib/drafts/form.ts';
import { firstLeaderForm, setUpForm, withDefaults } from '$lib/drafts/people/set-up-form.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = [
	'existing',
	'organization_name',
	'slug',
	'url',
	'kept_by',
	'kept_by_note',
	'roadmap_title',
	'roadmap_url',
	'cadence_days',
	'name',
	'email'
] as const;

/** Only who has the link gets on. Returns its token, with which forms post to its own address. */
async function byLink({ url }: { url: URL }): Promise<string> {
	const token = url.searchParams.get('token') ?? '';
	if (!(await needsSetUp())) redirect(303, to('/workspace/sign-in'));
	if (!(await isSetUpToken(token))) error(403, m.ws_set_up_link());
	return token;
}

/** Where the public finds this site, as configured or else as the request names it. */
async function atOrigin({ url }: { url: URL }): Promise<string> {
	await byLink({ url });
	return (await openInstance()).config.origin ?? url.origin;
}

export const load: PageServerLoad = async ({ url }) => {
	const token = await byLink({ url });
	const origin = await atOrigin({ url });
	const organizations = [...(await record()).organizations.values()];
	return {
		token,
		origin,
		confirmsByMail: await confirmsByMail(),
		signedInAs: (await person())?.email ?? null,
		organizations: organizations.map(({ slug, registered }) => ({ slug, name: registered.name }))
	};
};

type Typed = Partial<Record<(typeof FIELDS)[number], string>>;
const refused = (errors: Record<string, string>, typed: Typed, step?: 'code') =>
	fail(422, { errors, typed, step });

export const actions: Actions = {
	send: action(byLink, async (_, form) => {
		const typed = { email: text(form, 'email') };
		const checked = check(codeRequestForm, typed);
		if (!checked.ok) return refused(checked.errors, typed);
		const refusal = await sendCode(checked.value.email, { invited: true });
		if (refusal) return refused({ '': refusal }, typed);
		return { errors: {} as Record<string, string>, typed, step: 'code' as const };
	}),
	code: action(byLink, async (token, form) => {
		const typed = { email: text(form, 'email') };
		const checked = check(codeForm, { ...typed, code: text(form, 'code') });
		if (!checked.ok) return refused(checked.errors, typed, 'code');
		const refusal = await signInWithCode(checked.value.email, checked.value.code);
		if (refusal) return refused({ '': refusal }, typed, 'code');
		redirect(303, to(`/workspace/set-up?token=${token}`));
	}),
	set_up: action(atOrigin, async (origin, form) => {
		const proven = await confirmsByMail();
		const signedIn = await person();
		const typed = Object.fromEntries(FIELDS.map((name) => [name, text(form, name)])) as Typed;
		if (proven) typed.email = signedIn?.email ?? '';
		const values = { ...typed, password: String(form.get('password') ?? '') };
		const checked = typed.existing
			? check(firstLeaderForm, { ...values, slug: typed.existing })
			: check(setUpForm, withDefaults(values, origin));
		if (!checked.ok) return refused(checked.errors, typed);
		const { email, password, slug } = checked.value;
		const wrong = proven
			? await setPassword(password, { mayBeTheSame: true })
			: await join(email, password).then((refusal) => refusal && { '': refusal });
		if (wrong) return refused(wrong, typed);
		const leader = await person();
		if (!leader) return refused({ '': m.error_sign_in() }, typed);
		const refusal = await setUp(leader.id, checked.value);
		if (refusal) return refused({ '': refusal.message }, typed);
		await refreshRecord();
		redirect(303, to(`/workspace/${slug}?notice=welcome`));
	})
};
