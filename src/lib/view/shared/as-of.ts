import { isDay } from '../../record/day.ts';

/** The day that a page speaks of. */
export type AsOf = {
	day: string;
	/** Whether the address names it; links between pages then keep it. */
	given: boolean;
	today: string;
};

/** Reads `?as_of=`; today where it is absent or empty. Undefined for what is no calendar day. */
export function readAsOf(param: string | null, today: string): AsOf | undefined {
	if (param === null || param === '') return { day: today, given: false, today };
	return isDay(param) ? { day: param, given: true, today } : undefined;
}

/** The same address as of the page's day: with `?as_of=` only where the page itself was given one. */
export function withAsOf(href: string, asOf: AsOf): string {
	if (!asOf.given) return href;
	const [path, fragment] = href.split('#');
	return `${path}?as_of=${asOf.day}${fragment === undefined ? '' : `#${fragment}`}`;
}
