import type { Organization } from '../../record/state.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import { activity } from '../../scoring/activity.ts';
import type { Method } from '../../scoring/types.ts';
import { pageOf } from '../kinds/record-list.ts';
import type { AsOf } from '../shared/as-of.ts';
import { inLanguage } from '../shared/in-language.ts';
import { deliveryCounts, deliveryView, dueGoals, groupsOf, OUTCOMES, type Outcome } from './due.ts';

/** What a page of the delivery record is narrowed to; an empty text is no filter. */
export type DeliveryFilter = { area: Area | ''; outcome: Outcome | '' };

/** Reads the filter from an address; `unknown` names the first parameter with an unknown value. */
export function readDeliveryFilter(
	params: URLSearchParams
): { filter: DeliveryFilter } | { unknown: keyof DeliveryFilter } {
	const [area, outcome] = [params.get('area') ?? '', params.get('outcome') ?? ''];
	if (area && !AREAS.some((each) => each === area)) return { unknown: 'area' };
	if (outcome && !OUTCOMES.some((each) => each === outcome)) return { unknown: 'outcome' };
	return { filter: { area, outcome } as DeliveryFilter };
}

/** The query of the delivery page, with its question mark; `more` is what else of the address it keeps. */
export function deliveryQuery(
	{ area, outcome }: Partial<DeliveryFilter>,
	asOf: AsOf,
	more: Record<string, string>,
	page = 1
): string {
	const query = new URLSearchParams({
		...(area && { area }),
		...(outcome && { outcome }),
		...(asOf.given && { as_of: asOf.day }),
		...more,
		...(page > 1 && { page: String(page) })
	});
	return query.size > 0 ? `?${query}` : '';
}

/** How many goals a page of the delivery record shows. */
const PAGE_SIZE = 50;

/**
 * What became of the goals that were due by `t`: counted by area, and goal by goal, of which the table
 * holds page `number`. What happened to the goals is that of the area, or of all.
 */
export function deliveryPage(
	organization: Organization,
	t: string,
	seq: number,
	method: Method,
	{ area, outcome }: DeliveryFilter,
	number = 1
) {
	const card = inLanguage(organization, method.scorecard(organization, t, seq));
	const of = (each: Area) => card.goals.filter((goal) => goal.area === each);
	const figures = area ? card.areas[area] : card.overall;
	const view = deliveryView(organization, area ? of(area) : card.goals, figures.delivery.rate, t);
	const lines = view.groups
		.flatMap(({ lines }) => lines)
		.filter((line) => !outcome || line.outcome === outcome);
	const { items, pages } = pageOf(lines, number, PAGE_SIZE);
	const { overall, areas } = activity(organization, card);
	return {
		method: method.number,
		activity: area ? areas[area] : overall,
		all: {
			...deliveryCounts(dueGoals(organization, card.goals, t)),
			rate: card.overall.delivery.rate
		},
		areas: AREAS.map((each) => ({
			area: each,
			rate: card.areas[each].delivery.rate,
			...deliveryCounts(dueGoals(organization, of(each), t))
		})),
		number,
		pages,
		goals: card.goals.length,
		delivery: {
			...view,
			groups: groupsOf(items)
		}
	};
}
