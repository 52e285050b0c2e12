import type { Mark } from '$lib/view/compare.ts';
import type { Column, Scope } from '$lib/view/compare-order.ts';
import { m } from '$lib/paraglide/messages.js';

/** The comparison's columns, scopes and marks as the page says them. */

export const COLUMN_NAMES: Record<Column, string> = {
	name: 'Organization',
	evidenced: 'Evidenced',
	claimed: 'Claimed',
	gap: 'Gap',
	goals: 'Goals',
	delivery: 'Delivery rate',
	reviewed: 'Reviewed',
	current: 'Current',
	newest: 'Newest update'
};

/** What a table of the comparison is headed with. */
export function scopeName(scope: Scope): string {
	return scope === 'overall' ? 'All areas' : m.area_name({ area: scope });
}

/** The most characters that a search has. */
export const QUERY_MAX = 200;

export const MARKS: Record<Mark, { sign: string; text: string }> = {
	'few-goals': { sign: '†', text: 'it rests on fewer than 3 goals' },
	'mostly-stale': { sign: '‡', text: 'less than half of its goals have current information' },
	transcribed: { sign: '§', text: 'a third party transcribed the record' }
};
