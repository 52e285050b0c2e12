import { m } from '../../paraglide/messages.js';

/** A quarter `2026-Q3` in words: "Q3 2026". */
export function quarterName(quarter: string): string {
	return m.certified_quarter({ year: quarter.slice(0, 4), quarter: quarter.slice(6) });
}
