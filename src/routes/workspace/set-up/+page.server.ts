import { error, fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { record, refreshRecord } from '$lib/server/record.ts';
import { signIn } from '$lib/server/workspace/account.ts';
import { isSetUpToken, needsSetUp, setUp } from '$lib/server/workspace/set-up.ts';
import { check, text } from '$lib/workspace/form.ts';
import { firstLeaderForm, setUpForm } from '$lib/workspace/set-up-form.ts';
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

async function guard(token: string): Promise<void> {
	if (!(await needsSetUp())) redirect(303, to('/workspace/sign-in'));
	if (!isSetUpToken(token)) error(403, m.ws_set_up_link());
}

export const load: PageServerLoad = async ({ url }) => {
	const token = url.searchParams.get('token') ?? '';
	await guard(token);
	const organizations = [...(await record()).organizations.values()];
	return {
		token,
		organizations: organizations.map(({ slug, registered }) => ({ slug, name: registered.name }))
	};
};

export const actions: Actions = {
	default: async ({ request }) => {
		const form = await request.formData();
		await guard(text(form, 'token'));
		const typed = Object.fromEntries(FIELDS.map((name) => [name, text(form, name)]));
		const values = { ...typed, password: String(form.get('password') ?? '') };
		const checked = typed.existing
			? check(firstLeaderForm, { ...values, slug: typed.existing })
			: check(setUpForm, values);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const refusal = await setUp(checked.value);
		if (refusal) return fail(422, { typed, errors: { '': refusal.message } });
		await refreshRecord();
		const signInRefused = await signIn(checked.value.email, checked.value.password);
		const first = `/workspace/${checked.value.slug}?notice=welcome`;
		redirect(303, to(signInRefused ? '/workspace/sign-in' : first));
	}
};
