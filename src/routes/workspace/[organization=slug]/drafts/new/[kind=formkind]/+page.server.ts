import { action } from '$lib/server/http/form.ts';
import { aboutOf, formOf, requireNew, storeForm } from '$lib/server/drafts/form-page.ts';
import type { FormKindName } from '$lib/drafts/form-kinds.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params: { kind } }) => {
	const at = await requireNew(kind);
	return { kind, about: aboutOf(at), stored: await formOf(at) };
};

export const actions: Actions = {
	save: action(({ params }) => requireNew(params['kind'] as FormKindName), storeForm)
};
