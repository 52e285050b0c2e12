import { m } from '../../paraglide/messages.js';
import type { RecordChecked } from '../../record/entries.ts';
import type { DraftedKind } from './kind.ts';

export const recordChecked: DraftedKind<RecordChecked> = {
	name: m.record_kind_checked,
	draft: () => m.draft_name_check(),
	badge: () => 'checked',
	text: ({ by, statement }) => m.change_checked({ by, statement }),
	page: {
		title: () => m.check_title(),
		note: () => m.check_note(),
		publish: () => m.check_publish(),
		about: ({ registered }) =>
			registered.kept_by === 'transcriber' ? { goal: null, texts: [], parts: [] } : undefined
	}
};
