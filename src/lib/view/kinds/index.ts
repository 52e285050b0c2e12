import type { DraftKind } from '../../drafts/draft-kind.ts';
import type { Entry, EntryKind, EntryOf } from '../../record/entries.ts';
import { conditionJudged } from './condition.judged.ts';
import { goalClosed } from './goal.closed.ts';
import { goalPublished, goalRevised } from './goal-revision.ts';
import type { DraftedKind, Kind } from './kind.ts';
import { organizationAmended } from './organization.amended.ts';
import { organizationRegistered } from './organization.registered.ts';
import { progressCorrected, progressReported } from './progress.ts';
import { recordChecked } from './record.checked.ts';
import { reviewAnswered } from './review.answered.ts';
import { reviewPublished } from './review.published.ts';
import { revisionReviewed } from './revision.reviewed.ts';
import { scorecardCertified } from './scorecard.certified.ts';

/** Every kind of entry, in the order in which lists offer them. */
export const KINDS: {
	readonly [K in EntryKind]: K extends DraftKind ? DraftedKind<EntryOf<K>> : Kind<EntryOf<K>>;
} = {
	'organization.registered': organizationRegistered,
	'organization.amended': organizationAmended,
	'goal.published': goalPublished,
	'goal.revised': goalRevised,
	'condition.judged': conditionJudged,
	'goal.closed': goalClosed,
	'progress.reported': progressReported,
	'progress.corrected': progressCorrected,
	'review.published': reviewPublished,
	'review.answered': reviewAnswered,
	'revision.reviewed': revisionReviewed,
	'record.checked': recordChecked,
	'scorecard.certified': scorecardCertified
};

export const ENTRY_KINDS = Object.keys(KINDS) as EntryKind[];

/** What is said of the entry's kind, to be asked of that entry. */
export function kindOf<E extends Entry>({ kind }: Pick<E, 'kind'>): Kind<E> {
	return KINDS[kind] as unknown as Kind<E>;
}
