import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import type { Step } from '$lib/scoring/steps.ts';
import { organization } from '$lib/server/record/record.ts';
import { readPer } from '$lib/view/trend/trend-per.ts';

/** The organization, which the layout has found already; it can only be gone by a race. */
export async function organizationOr404(slug: string) {
	return (await organization(slug)) ?? error(404, m.scorecard_unknown({ slug }));
}

/** What is not found may be in what this server cannot read, from the entry `seq` on. */
export function missing(seq: number) {
	return { message: m.unread_missing({ seq }), entry: seq };
}

/** How far the points of the trend are to stand apart; null where the address leaves it open. */
export function perOr400(url: URL): Step | null {
	const given = url.searchParams.get('per');
	const per = readPer(given);
	if (per === undefined) error(400, m.trend_per_unknown({ given: given ?? '' }));
	return per;
}
