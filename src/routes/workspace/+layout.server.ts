import { demonstrationPersons } from '$lib/server/people/sign-in.ts';
import { person } from '$lib/server/session.ts';
import { notice } from '$lib/workspace/notices.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ url }) => {
	return {
		email: (await person())?.email ?? null,
		demonstration: (await demonstrationPersons()) !== null,
		notice: notice(url.searchParams.get('notice'))
	};
};
