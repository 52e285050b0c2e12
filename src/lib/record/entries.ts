import { z } from 'zod';
import {
	criteria,
	criterionIndexes,
	day,
	evidenceKind,
	freeText,
	fullText,
	grade,
	key,
	recordedAddress,
	redaction,
	reviewer,
	revisionTranslation,
	sha256,
	shortText,
	source,
	target,
	updateTranslation,
	visibility
} from './parts.ts';
import {
	AREAS,
	CHANGES,
	CLOSED_AS,
	EVIDENCE_JUDGEMENTS,
	KEPT_BY,
	OUTLOOKS,
	REVIEW_AGREES
} from './vocabulary.ts';

/**
 * The public data format: every entry of the record, as one discriminated union on `kind`.
 * Optional fields are absent, never null. Unknown fields are kept out of the typed value but stay in
 * the entry's exact bytes.
 */

/** What every entry carries. `recorded_at` is the server's clock, `effective_on` the day it speaks of. */
const head = {
	seq: z.int().min(1),
	organization: key,
	recorded_at: z.iso.datetime(),
	effective_on: day
};

/** Evidence as published: a redacted item carries no address, at most its SHA-256 as a commitment. */
export const evidenceItem = z.object({
	kind: evidenceKind,
	visibility,
	title: shortText,
	url: recordedAddress.optional(),
	archived_url: recordedAddress.optional(),
	sha256: sha256.optional(),
	criteria: criterionIndexes,
	redaction: redaction.optional()
});

const goalText = {
	goal: key,
	/** 1 for the first revision, then without gaps. */
	revision: z.int().min(1),
	title: shortText,
	statement: fullText,
	criteria,
	target: target.optional(),
	outlook: z.enum(OUTLOOKS).optional(),
	source: source.optional(),
	translation: revisionTranslation.optional()
};

const progress = {
	goal: key,
	/** The update's own key, unique within its goal. */
	update: key,
	/** The number of the goal revision that was graded. */
	revision: z.int().min(1),
	grade,
	narrative: fullText,
	evidence: z.array(evidenceItem),
	source: source.optional(),
	translation: updateTranslation.optional()
};

export const organizationRegistered = z.object({
	...head,
	kind: z.literal('organization.registered'),
	name: shortText,
	url: recordedAddress,
	kept_by: z.enum(KEPT_BY),
	kept_by_note: fullText.optional(),
	roadmap: z.object({ title: shortText, url: recordedAddress, cadence_days: z.int().min(1) })
});
export const goalPublished = z.object({
	...head,
	kind: z.literal('goal.published'),
	...goalText,
	area: z.enum(AREAS)
});
export const goalRevised = z.object({
	...head,
	kind: z.literal('goal.revised'),
	...goalText,
	change: z.enum(CHANGES),
	reason: fullText
});
export const goalClosed = z.object({
	...head,
	kind: z.literal('goal.closed'),
	goal: key,
	as: z.enum(CLOSED_AS),
	reason: fullText,
	/** Keys of the goals that carry on; empty for delivered and withdrawn. */
	successors: z.array(key),
	source: source.optional()
});
export const progressReported = z.object({
	...head,
	kind: z.literal('progress.reported'),
	...progress
});
export const progressCorrected = z.object({
	...head,
	kind: z.literal('progress.corrected'),
	...progress,
	/** The key of the update that this one stands in place of. */
	corrects: key
});
export const reviewPublished = z.object({
	...head,
	kind: z.literal('review.published'),
	goal: key,
	/** The key of the update under review. */
	of: key,
	reviewer,
	grade,
	agrees: z.enum(REVIEW_AGREES),
	evidence: z.enum(EVIDENCE_JUDGEMENTS),
	statement: freeText
});

export const entry = z.discriminatedUnion('kind', [
	organizationRegistered,
	goalPublished,
	goalRevised,
	goalClosed,
	progressReported,
	progressCorrected,
	reviewPublished
]);

export type Entry = z.infer<typeof entry>;
export type EntryKind = Entry['kind'];
export type EvidenceItem = z.infer<typeof evidenceItem>;
export type OrganizationRegistered = z.infer<typeof organizationRegistered>;
export type GoalPublished = z.infer<typeof goalPublished>;
export type GoalRevised = z.infer<typeof goalRevised>;
export type GoalClosed = z.infer<typeof goalClosed>;
export type ProgressReported = z.infer<typeof progressReported>;
export type ProgressCorrected = z.infer<typeof progressCorrected>;
export type ReviewPublished = z.infer<typeof reviewPublished>;

/** An entry as stored: the exact text that was published and its RFC 6962 leaf hash (lower-case hex). */
export type StoredEntry = { seq: number; body: string; leaf_hash: string };
