import { daysBetween } from '../../record/day.ts';
import { STEPS, type Step } from '../../scoring/steps.ts';
import { newest } from '../../scoring/methods.ts';
import type { MethodNumber } from '../../scoring/types.ts';
import { keptMethod } from '../shared/method.ts';
import type { AsOf } from '../shared/as-of.ts';

/** How far a trend's points stand apart. */
export type Per = {
	step: Step;
	/** Whether the address names it; addresses of other trends then keep it. */
	given: boolean;
};

/** Reads `?per=`; null where it is absent or empty, undefined for what is no interval. */
export function readPer(param: string | null): Step | null | undefined {
	if (param === null || param === '') return null;
	return STEPS.find((step) => step === param);
}

/** A year and a half: up to here months can be told apart, and quarters would be too few. */
const MONTHS_UP_TO_DAYS = 548;

/** What was asked for; else months for a short trend, quarters for a long one. */
export function perFor(asked: Step | null, from: string, to: string): Per {
	if (asked) return { step: asked, given: true };
	const short = daysBetween(from, to) <= MONTHS_UP_TO_DAYS;
	return { step: short ? 'month' : 'quarter', given: false };
}

/** The query of a trend's page, with its question mark: the page's day, interval and method where given. */
export function trendQuery(asOf: AsOf, per: Per, method: MethodNumber = newest.number): string {
	const params = new URLSearchParams(keptMethod(method));
	if (asOf.given) params.set('as_of', asOf.day);
	if (per.given) params.set('per', per.step);
	return params.size > 0 ? `?${params}` : '';
}

/** What a form for another day of the page keeps of its address. */
export function keptPer({ step, given }: Per): Record<string, string> {
	return given ? { per: step } : {};
}
