import { m } from '../../paraglide/messages.js';
import type { EntryKind } from '../../record/entries.ts';

/** Every kind of entry, in the order in which lists offer them. */
export const KIND_NAMES: Record<EntryKind, () => string> = {
	'organization.registered': m.record_kind_registered,
	'organization.amended': m.flow_kind_amended,
	'goal.published': m.record_kind_published,
	'goal.revised': m.record_kind_revised,
	'goal.closed': m.record_kind_closed,
	'progress.reported': m.record_kind_reported,
	'progress.corrected': m.record_kind_corrected,
	'review.published': m.record_kind_reviewed,
	'review.answered': m.reviews_kind_answered,
	'scorecard.certified': m.certified_kind
};
