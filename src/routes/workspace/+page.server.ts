import { redirect } from '@sveltejs/kit';
import { memberships } from '$lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const members = await memberships();
	if (members.length === 1) redirect(303, `/workspace/${members[0]!.organization.slug}`);
	return { members };
};
