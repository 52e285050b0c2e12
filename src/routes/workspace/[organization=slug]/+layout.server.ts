import { requireRole } from '$lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

/** Only what the pages show; each page and action still asks for its own role. */
export const load: LayoutServerLoad = async () => {
	const { member } = await requireRole();
	return { member };
};
