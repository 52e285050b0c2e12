import { z } from 'zod';
import { organizationRegistered } from './kinds/organization.registered.ts';
import { organizationAmended } from './kinds/organization.amended.ts';
import { goalPublished, goalRevised } from './kinds/goal-revision.ts';
import { goalClosed } from './kinds/goal.closed.ts';
import { progressReported, progressCorrected } from './kinds/progress.ts';
import { conditionJudged } from './kinds/condition.judged.ts';
import { recordChecked } from './kinds/record.checked.ts';
import { revisionReviewed } from './kinds/revision.reviewed.ts';
import { reviewPublished } from './kinds/review.published.ts';
import { reviewAnswered } from './kinds/review.answered.ts';
import { scorecardCertified } from './kinds/scorecard.certified.ts';

/**
 * The public data format: every entry of the record, as one discriminated union on `kind`, of which each
 * has a module in kinds/. Optional fields are absent, never null. Unknown fields are kept out of the typed
 * value but stay in the entry's exact bytes.
 */
export const entry = z.discriminatedUnion('kind', [
	organizationRegistered,
	organizationAmended,
	goalPublished,
	goalRevised,
	conditionJudged,
	goalClosed,
	progressReported,
	progressCorrected,
	reviewPublished,
	reviewAnswered,
	revisionReviewed,
	recordChecked,
	scorecardCertified
]);

export type Entry = z.infer<typeof entry>;
export type EntryKind = Entry['kind'];
export type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;

export type { EvidenceItem } from './evidence-item.ts';
export * from './kinds/organization.registered.ts';
export * from './kinds/organization.amended.ts';
export * from './kinds/goal-revision.ts';
export * from './kinds/goal.closed.ts';
export * from './kinds/condition.judged.ts';
export * from './kinds/record.checked.ts';
export * from './kinds/revision.reviewed.ts';
export * from './kinds/progress.ts';
export * from './kinds/review.published.ts';
export * from './kinds/review.answered.ts';
export * from './kinds/scorecard.certified.ts';

/** What the database gives an entry when it is published. */
export type Given = 'seq' | 'organization' | 'recorded_at' | 'nonce';
/** An entry before that. */
export type Unrecorded<E extends Entry = Entry> = E extends Entry ? Omit<E, Given> : never;
