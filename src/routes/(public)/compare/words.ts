import { m } from '$lib/paraglide/messages.js';
import type { Mark } from '$lib/view/compare/lines.ts';
import type { Column, Scope } from '$lib/view/compare/compare-order.ts';

/** The comparison's columns, scopes and marks as the page says them. */

export const COLUMN_NAMES: Record<Column, () => string> = {
	name: m.compare_column_name,
	evidenced: m.compare_column_evidenced,
	claimed: m.compare_column_claimed,
	gap: m.compare_column_gap,
	goals: m.compare_column_goals,
	delivery: m.compare_column_delivery,
	reviewed: m.compare_column_reviewed,
	current: m.compare_column_current,
	newest: m.compare_column_newest
};

/** What a table of the comparison is headed with. */
export function scopeName(scope: Scope): string {
	return scope === 'overall' ? m.compare_all_areas() : m.area_name({ area: scope });
}

/** The most characters that a search has. */
export const QUERY_MAX = 200;

export const MARKS: Record<Mark, { sign: string; text: () => string }> = {
	'few-goals': { sign: '†', text: m.compare_mark_few_goals },
	'mostly-stale': { sign: '‡', text: m.compare_mark_mostly_stale },
	transcribed: { sign: '§', text: m.compare_mark_transcribed }
};
