import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { today } from '$lib/server/record/today.ts';
import { readAsOf, type AsOf } from '$lib/view/shared/as-of.ts';

/** The day that the address asks for, today where it names none; an error page where it is no day. */
export function asOfIn(url: URL): AsOf {
	const given = url.searchParams.get('as_of');
	const asOf = readAsOf(given, today());
	if (!asOf) error(400, m.compare_no_day({ day: given ?? '' }));
	return asOf;
}
