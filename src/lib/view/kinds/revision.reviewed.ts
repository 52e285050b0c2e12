import { m } from '../../paraglide/messages.js';
import type { RevisionReviewed } from '../../record/entries.ts';
import type { DraftedKind } from './kind.ts';

export const revisionReviewed: DraftedKind<RevisionReviewed> = {
	name: m.record_kind_revision_reviewed,
	draft: (of) => m.draft_name_revision_review({ of }),
	detail: ({ effect }) => m.revision_effect({ effect }).toLowerCase(),
	badge: ({ effect }) => effect,
	text: ({ effect, reviewer: { name }, revision }) =>
		m.change_revision_review({ effect, reviewer: name, number: revision }),
	place: ({ revision }) => ({
		name: m.changes_place_revision_review({ number: revision }),
		fragment: `revision-${revision}`
	}),
	event: () => 'reviewed',
	weakenings: ({ effect }) => (effect === 'weaker' ? ['found_weaker'] : [])
};
