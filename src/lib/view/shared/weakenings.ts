import { m } from '../../paraglide/messages.js';

/** The ways in which a later entry makes less of what was promised or reported. */
export const WEAKENINGS = [
	'narrowed',
	'reworded',
	'found_weaker',
	'date_moved_later',
	'condition_back',
	'missed',
	'withdrawn',
	'corrected_downward'
] as const;
export type Weakening = (typeof WEAKENINGS)[number];

/** "Narrowed", "Date moved later" … */
export function weakeningName(kind: Weakening): string {
	return m.changes_weakening_name({ kind });
}
