import { m } from '../../paraglide/messages.js';
import type { Difference, Scope } from '../../scoring/certified.ts';

/** "Overall", or the area's name. */
export function scopeName(scope: Scope): string {
	return scope === 'overall' ? m.certified_overall() : m.area_name({ area: scope });
}

/** A figure as certified: scores with their two decimals, counts as they are, a dash for none. */
export function figureText(figure: Difference['figure'], value: number | null): string {
	if (value === null) return '–';
	return ['evidenced', 'claimed', 'rate'].includes(figure) ? value.toFixed(2) : String(value);
}
