import { fail } from '@sveltejs/kit';
import { getLocale } from '$lib/paraglide/runtime.js';
import { action } from '$lib/server/http/form.ts';
import { requireRole } from '$lib/server/people/session.ts';
import * as notices from '$lib/server/people/notice-preferences.ts';
import { check, text } from '$lib/drafts/form.ts';
import { noticeForm, type NoticeForm } from '$lib/drafts/people/notice-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { client, member } = await requireRole();
	const { chosen, email } = await notices.preference(client, member.organization.id, member.id);
	const unchosen: NoticeForm = { delivery: 'immediate', language: getLocale() };
	return { email, preference: chosen ?? unchosen };
};

const anyRole = () => requireRole();

export const actions: Actions = {
	default: action(anyRole, async ({ client, member }, form) => {
		const checked = check(noticeForm, {
			delivery: text(form, 'delivery'),
			language: text(form, 'language')
		});
		if (!checked.ok) return fail(422, { errors: checked.errors });
		const refusal = await notices.choose(client, member.organization.id, checked.value);
		if (refusal) return fail(422, { errors: { '': refusal.message } as Record<string, string> });
		return { saved: true };
	})
};
