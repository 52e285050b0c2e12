import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { METHODS, newest } from '$lib/scoring/methods.ts';
import type { Method } from '$lib/scoring/types.ts';
import type { Step } from '$lib/scoring/steps.ts';
import { organization } from '$lib/server/record/record.ts';
import { AREAS, type Area } from '$lib/record/vocabulary.ts';
import { readMarks, type Marks } from '$lib/view/trend/trend-marks.ts';
import { readPer } from '$lib/view/trend/trend-per.ts';

/** The organization, which the layout has found already; it can only be gone by a race. */
export async function organizationOr404(slug: string) {
	return (await organization(slug)) ?? error(404, m.scorecard_unknown({ slug }));
}

/** What is not found may be in what this server cannot read, from the entry `seq` on. */
export function missing(seq: number) {
	return { message: m.unread_missing({ seq }), entry: seq };
}

/** The method of scoring that the address names; the newest where it names none. */
export function methodOr400(url: URL): Method {
	const given = url.searchParams.get('method');
	if (given === null) return newest;
	const found = Object.values<Method>(METHODS).find(({ number }) => String(number) === given);
	const values = Object.keys(METHODS).join(m.list_comma());
	return found ?? error(400, m.scorecard_method_unknown({ values, given }));
}

/** How far the points of the trend are to stand apart; null where the address leaves it open. */
export function perOr400(url: URL): Step | null {
	const given = url.searchParams.get('per');
	const per = readPer(given);
	if (per === undefined) error(400, m.trend_per_unknown({ given: given ?? '' }));
	return per;
}

/** Which events the trend marks; `unasked` where the address does not say. */
export function marksOr400(url: URL, unasked: Marks): Marks {
	const given = url.searchParams.get('marks');
	return readMarks(given, unasked) ?? error(400, m.trend_marks_unknown({ given: given ?? '' }));
}

/** The area that the trend is of; null for all of them. */
export function areaOr400(url: URL): Area | null {
	const given = url.searchParams.get('area') ?? '';
	if (given === '') return null;
	const values = AREAS.join(m.list_comma());
	return (
		AREAS.find((area) => area === given) ?? error(400, m.trend_area_unknown({ given, values }))
	);
}

/** The page of a list that the address names, from 1; the first where it names none. */
export function pageOr404(url: URL): number {
	const text = url.searchParams.get('page') ?? '';
	if (text === '') return 1;
	if (!/^[1-9]\d{0,14}$/.test(text)) error(404, m.record_no_page_number({ text }));
	return Number(text);
}

/** Lets a page of a list pass that it has. */
export function withinOr404({ number, pages }: { number: number; pages: number }): void {
	if (number > pages) error(404, m.record_no_page({ count: pages }));
}
