import { m } from '../../paraglide/messages.js';
import type { GoalClosed } from '../../record/entries.ts';
import { closedWord } from '../shared/words.ts';
import type { Kind } from './kind.ts';

export const goalClosed: Kind<GoalClosed> = {
	name: m.record_kind_closed,
	detail: (entry) => closedWord(entry.as).toLowerCase(),
	badge: (entry) => entry.as,
	text: ({ reason }) => reason,
	place: () => ({ name: m.changes_place_closing(), fragment: 'closing' }),
	event: (entry) => entry.as,
	weakenings: (entry) => (entry.as === 'withdrawn' ? ['withdrawn'] : [])
};
