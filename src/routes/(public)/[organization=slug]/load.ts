import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { organization } from '$lib/server/record.ts';

/** The organization, which the layout has found already; it can only be gone by a race. */
export async function organizationOr404(slug: string) {
	return (await organization(slug)) ?? error(404, m.scorecard_unknown({ slug }));
}
