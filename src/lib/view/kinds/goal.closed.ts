import { m } from '../../paraglide/messages.js';
import type { GoalClosed } from '../../record/entries.ts';
import { CLOSED_AS, type ClosedAs } from '../../record/vocabulary.ts';
import { closedWord } from '../shared/words.ts';
import type { DraftedKind } from './kind.ts';
import { goalPath, type DraftRef, type Told } from './told.ts';

const page = ({ id, subject }: DraftRef) => `/goals/${subject}/close/${id}`;
const proposal = ({ slug, draft }: Told) => `/workspace/${slug}${page(draft!)}`;
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
	weakenings: (entry) => (entry.as === 'withdrawn' || entry.as === 'missed' ? [entry.as] : []),
	onItsWay: {
		// A leader who calls the database directly can draft one of a goal that is not there.
		name: ({ subject }, titleOf) => {
			const goal = titleOf(subject);
			return goal === undefined ? null : m.closing_named({ goal });
		},
		page
	},
	notices: {
		submitted: { line: m.told_closing_submitted, path: proposal },
		returned: { line: m.told_closing_returned, path: proposal },
		published: { line: m.told_closing_published, path: goalPath }
	}
};
