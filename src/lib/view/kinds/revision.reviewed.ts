import { m } from '../../paraglide/messages.js';
import type { RevisionReviewed } from '../../record/entries.ts';
import type { Goal } from '../../record/state.ts';
import { changedParts } from '../goal/revisions.ts';
import { revisionText } from '../shared/in-language.ts';
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
	weakenings: ({ effect }) => (effect === 'weaker' ? ['found_weaker'] : []),
	page: {
		title: () => m.revision_review_title(),
		note: () => m.revision_review_note(),
		publish: () => m.revision_review_publish(),
		about: ({ goals }, of) => {
			const goal = goals.get(of['goal'] ?? '');
			const index =
				goal?.revisions.findIndex(({ revision }) => String(revision) === of['revision']) ?? -1;
			const revision = goal?.revisions[index];
			if (!goal || !revision) return undefined;
			const before = goal.revisions[index - 1];
			const texts = before
				? [{ name: m.goal_part_reason(), text: revisionText(revision).reason ?? '' }]
				: wholeText(revision);
			return { goal, texts, parts: before ? changedParts(before, revision) : [] };
		}
	}
};

/** A first revision changed nothing: it is read as it stands. */
function wholeText(revision: Goal['revisions'][number]) {
	const { statement, criteria } = revisionText(revision);
	return [
		{ name: m.goal_part_statement(), text: statement },
		...criteria.map((text, index) => ({
			name: m.form_label_criterion({ number: index + 1 }),
			text
		}))
	];
}
