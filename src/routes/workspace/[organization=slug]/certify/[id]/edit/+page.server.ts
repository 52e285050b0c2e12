import { error, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import { requireCertificate, storeCertificate } from '$lib/server/drafts/certify-page.ts';
import { choices } from '$lib/server/drafts/certify.ts';
import { certificationTyped } from '$lib/drafts/kinds/certify-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The draft that the route names, where it can be edited; else its page, which says what became of it. */
async function requireDraft({ params }: { params: { id?: string } }) {
	const { draft, ...then } = await requireCertificate(params.id!);
	if (!draft) error(404, m.draft_none());
	if (draft.published_seq !== null || draft.status === 'submitted')
		redirect(303, to(`/workspace/${then.member.organization.slug}/certify/${draft.id}`));
	return { ...then, draft };
}

export const load: PageServerLoad = async (event) => {
	const { recorded, draft } = await requireDraft(event);
	return { choices: choices(recorded), stored: certificationTyped(draft) };
};

export const actions: Actions = {
	save: action(requireDraft, ({ draft, ...then }, form) => storeCertificate(form, then, draft))
};
