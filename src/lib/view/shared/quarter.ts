import { m } from '../../paraglide/messages.js';

/** A quarter `2026-Q3` in words: "Q3 2026". Anything else, as a draft may have, stays as it is. */
export function quarterName(quarter: string): string {
	const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(quarter) ?? [];
	if (!year) return quarter;
	return m.certified_quarter({ year, quarter: number as '1' | '2' | '3' | '4' });
}
