import { unreadFrom } from '$lib/record/all-entries.ts';
import { organization } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import type { LayoutServerLoad } from './$types';

/** Only what the pages show; each page and action still asks for its own role. */
export const load: LayoutServerLoad = async () => {
	const { member } = await requireRole();
	const recorded = await organization(member.organization.slug);
	return { member, unread: recorded ? unreadFrom(recorded) : null };
};
