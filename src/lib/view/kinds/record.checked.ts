import { m } from '../../paraglide/messages.js';
import type { RecordChecked } from '../../record/entries.ts';
import { isDay } from '../../record/day.ts';
import { longDay } from '../shared/day.ts';
import type { DraftedKind } from './kind.ts';
import { formPage, proposal } from './told.ts';

export const recordChecked: DraftedKind<RecordChecked> = {
	name: m.record_kind_checked,
	draft: () => m.draft_name_check(),
	badge: () => 'checked',
	text: ({ by, statement }) => m.change_checked({ by, statement }),
	onItsWay: {
		name: ({ subject }) => m.check_named({ day: isDay(subject) ? longDay(subject) : subject }),
		page: formPage
	},
	notices: {
		submitted: { line: m.told_check_submitted, path: proposal },
		returned: { line: m.told_check_returned, path: proposal },
		published: { line: m.told_check_published, path: ({ slug }) => `/${slug}` }
	},
	page: {
		title: () => m.check_title(),
		note: () => m.check_note(),
		publish: () => m.check_publish(),
		about: ({ registered }) =>
			registered.kept_by === 'transcriber' ? { goal: null, texts: [], parts: [] } : undefined
	}
};
