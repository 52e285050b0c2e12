import { m } from '../../paraglide/messages.js';
import type { GoalClosed } from '../../record/entries.ts';
import { CLOSED_AS, type ClosedAs } from '../../record/vocabulary.ts';
import { closedWord } from '../shared/words.ts';
import type { DraftedKind } from './kind.ts';

const isClosedAs = (word: string): word is ClosedAs => CLOSED_AS.some((each) => each === word);

export const goalClosed: DraftedKind<GoalClosed> = {
	name: m.record_kind_closed,
	draft: () => m.draft_name_closing(),
	published: (as) => (isClosedAs(as) ? m.teams_log_closed({ state: as }) : null),
	detail: (entry) => closedWord(entry.as).toLowerCase(),
	badge: (entry) => entry.as,
	text: ({ reason }) => reason,
	place: () => ({ name: m.changes_place_closing(), fragment: 'closing' }),
	event: (entry) => entry.as,
	weakenings: (entry) => (entry.as === 'withdrawn' || entry.as === 'missed' ? [entry.as] : [])
};
