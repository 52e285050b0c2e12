import { redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action } from '$lib/server/http/form.ts';
import { aboutOf, formOf, requireFormDraft, storeForm } from '$lib/server/drafts/form-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const at = await requireFormDraft();
	const { draft, member, kind } = at;
	// Its own page says what became of it.
	if (draft.status === 'submitted' || draft.published_seq !== null)
		redirect(303, to(`/workspace/${member.organization.slug}/drafts/${draft.id}`));
	return { kind, about: aboutOf(at), stored: await formOf(at) };
};

export const actions: Actions = { save: action(requireFormDraft, storeForm) };
