import { person } from '$lib/server/session.ts';
import { demonstrationPersons } from '$lib/server/workspace/account.ts';
import { notice } from '$lib/workspace/notices.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ url }) => {
	return {
		email: (await person())?.email ?? null,
		demonstration: (await demonstrationPersons()) !== null,
		notice: notice(url.searchParams.get('notice'))
	};
};
