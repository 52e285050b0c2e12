import { redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { memberships } from '$lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const members = await memberships();
	if (members.length === 1) redirect(303, to(`/workspace/${members[0]!.organization.slug}`));
	return { members };
};
