import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { AREAS } from '../../record/vocabulary.ts';
import type { AsOf } from '../shared/as-of.ts';

/** What organizations are compared over: all areas, or one. */
export const SCOPES = ['overall', ...AREAS] as const;
export type Scope = (typeof SCOPES)[number];

/** The columns of a comparison, in their order. */
export const COLUMNS = [
	'name',
	'evidenced',
	'claimed',
	'gap',
	'goals',
	'delivery',
	'reviewed',
	'current',
	'newest'
] as const;
export type Column = (typeof COLUMNS)[number];
const SCORES: readonly Column[] = ['evidenced', 'claimed', 'gap', 'delivery'];

/** Whether the column shows a score, which may be thin or stale. */
export const isScore = (column: Column) => SCORES.includes(column);

/** By which column the organizations stand, of which comparison, and which way. */
export type Order = { sort: Column; order: 'asc' | 'desc'; area: Scope };

/** What the address asks for; a text in words where it asks for what there is not. */
export function readOrder(params: URLSearchParams): Order | string {
	const sort = params.get('sort') || 'name';
	const area = params.get('area') || 'overall';
	if (!isOneOf(COLUMNS, sort)) return m.compare_no_column({ column: sort, columns: list(COLUMNS) });
	if (!isOneOf(SCOPES, area)) return m.compare_no_area({ area, areas: list(SCOPES) });
	const order = params.get('order') || firstWay(sort);
	if (order !== 'asc' && order !== 'desc') return m.compare_no_order({ order });
	return { sort, order, area };
}

/** Names run from A, figures and days from the highest. */
export function firstWay(sort: Column): Order['order'] {
	return sort === 'name' ? 'asc' : 'desc';
}

/** The address that sorts by a column of a comparison; the other way round where it does already. */
export function sortHref(now: Order, sort: Column, area: Scope, asOf: AsOf): string {
	const same = isSortedBy(now, sort, area);
	const order = same ? (now.order === 'asc' ? 'desc' : 'asc') : firstWay(sort);
	const params = new URLSearchParams({ sort, order, area });
	if (asOf.given) params.set('as_of', asOf.day);
	return to(`/compare?${params}#${area}`);
}

/** Whether it is this column that gives the order. Names are the same in every comparison. */
export function isSortedBy(now: Order, sort: Column, area: Scope): boolean {
	return now.sort === sort && (sort === 'name' || now.area === area);
}

const list = (words: readonly string[]) => words.join(m.list_comma());

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
	return (words as readonly string[]).includes(word);
}
