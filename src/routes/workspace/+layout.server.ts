import { demonstrationPersons } from '$lib/server/people/sign-in.ts';
import { person } from '$lib/server/people/session.ts';
import { flashMessage } from '$lib/drafts/flash-messages.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ url }) => {
	return {
		email: (await person())?.email ?? null,
		demonstration: (await demonstrationPersons()) !== null,
		flashMessage: flashMessage(url.searchParams.get('notice'))
	};
};
