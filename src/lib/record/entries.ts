import { z } from 'zod';
import {
	areFigures,
	isCertificate,
	isClosing,
	isEvidence,
	isHundredths,
	isRegistration,
	isRevision
} from './conditions.ts';
import { named } from './named-check.ts';
import {
	criteria,
	criterionIndexes,
	day,
	evidenceKind,
	fileName,
	freeText,
	fullText,
	grade,
	key,
	mediaType,
	moment,
	nonce,
	quarter,
	recordedAddress,
	recordedSha256,
	redaction,
	reviewer,
	revisionTranslation,
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
	REVIEW_AGREES,
	type Area
} from './vocabulary.ts';

/**
 * The public data format: every entry of the record, as one discriminated union on `kind`.
 * Optional fields are absent, never null. Unknown fields are kept out of the typed value but stay in
 * the entry's exact bytes.
 */

/**
 * What every entry carries. `recorded_at` is the server's clock, `effective_on` the day it speaks of; `nonce`
 * is random, so that the hash of a text that was taken away does not give the text away.
 */
const head = {
	seq: z.int().min(1),
	organization: key,
	recorded_at: moment,
	effective_on: day,
	nonce
};

/**
 * Evidence as published: a redacted item carries no address, at most its SHA-256 as a commitment. Of a file
 * that can be had from here there are also its name, type and size.
 */
export const evidenceItem = z
	.object({
		kind: evidenceKind,
		visibility,
		title: shortText,
		url: recordedAddress.optional(),
		archived_url: recordedAddress.optional(),
		sha256: recordedSha256.optional(),
		name: fileName.optional(),
		media_type: mediaType.optional(),
		/** The file's size. */
		bytes: z.int().min(1).optional(),
		criteria: criterionIndexes,
		redaction: redaction.optional()
	})
	.check(named('evidence', isEvidence));

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

export const organizationRegistered = z
	.object({
		...head,
		kind: z.literal('organization.registered'),
		name: shortText,
		url: recordedAddress,
		kept_by: z.enum(KEPT_BY),
		kept_by_note: fullText.optional(),
		roadmap: z.object({ title: shortText, url: recordedAddress, cadence_days: z.int().min(1) })
	})
	.check(named('registration', isRegistration));
/** What the organization says of itself from a day on; the last such entry stands. */
export const organizationAmended = z.object({
	...head,
	kind: z.literal('organization.amended'),
	/** Whether an update is published only by somebody who did not write it. */
	two_person_rule: z.boolean()
});
export const goalPublished = z
	.object({
		...head,
		kind: z.literal('goal.published'),
		...goalText,
		area: z.enum(AREAS)
	})
	.check(named('revision', isRevision));
export const goalRevised = z
	.object({
		...head,
		kind: z.literal('goal.revised'),
		...goalText,
		change: z.enum(CHANGES),
		reason: fullText
	})
	.check(named('revision', isRevision));
export const goalClosed = z
	.object({
		...head,
		kind: z.literal('goal.closed'),
		goal: key,
		as: z.enum(CLOSED_AS),
		reason: fullText,
		/** Keys of the goals that carry on; empty for delivered and withdrawn. */
		successors: z.array(key),
		source: source.optional()
	})
	.check(named('closing', isClosing));
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
	/** What the reviewer used beyond what is public; absent in reviews that were imported without it. */
	material: freeText.optional(),
	statement: freeText
});
/** What the organization says to a review; one to each, and the review stays as it is. */
export const reviewAnswered = z.object({
	...head,
	kind: z.literal('review.answered'),
	goal: key,
	/** The key of the update under review. */
	of: key,
	/** The number of the review's entry. */
	review: z.int().min(1),
	statement: fullText
});

const count = z.int().min(0).max(1_000_000);
/** A score of 0–100 rounded half up to two decimals, so that comparing is exact; absent where there is none. */
const score = z.number().min(0).max(100).check(named('hundredths', isHundredths)).optional();

/** What a certified scorecard says of one area, or of all. */
export const certifiedFigures = z
	.object({
		/** Goals in the scored set. */
		n: count,
		/** Those of them with current information (f = 1). */
		current: count,
		/** Those of them whose standing update has an independent review. */
		reviewed: count,
		claimed: score,
		evidenced: score,
		delivery: z.object({ n: count, rate: score })
	})
	.check(named('figures', areFigures));
export const scorecardCertified = z
	.object({
		...head,
		kind: z.literal('scorecard.certified'),
		/** The calendar quarter that is certified. */
		period: quarter,
		/** The last day of the quarter: the figures are as of then. */
		as_of: day,
		method: z.literal(1),
		/** The last entry of the record that the figures were computed from. */
		position: z.object({ seq: z.int().min(1), leaf_hash: recordedSha256 }),
		figures: z.object({
			overall: certifiedFigures,
			areas: z.object({
				security: certifiedFigures,
				alignment: certifiedFigures,
				safeguards: certifiedFigures,
				policy: certifiedFigures
			} satisfies Record<Area, typeof certifiedFigures>)
		}),
		certifier: z.object({ name: shortText, office: shortText }),
		/** The second person under the two-person rule; absent where one certified alone. */
		confirmed_by: z.object({ name: shortText, office: shortText }).optional(),
		statement: fullText,
		/** The number of the entry that this one corrects, and why; both absent in the first of a quarter. */
		corrects: z.int().min(1).optional(),
		reason: fullText.optional()
	})
	.check(named('certificate', isCertificate));

export const entry = z.discriminatedUnion('kind', [
	organizationRegistered,
	organizationAmended,
	goalPublished,
	goalRevised,
	goalClosed,
	progressReported,
	progressCorrected,
	reviewPublished,
	reviewAnswered,
	scorecardCertified
]);

export type Entry = z.infer<typeof entry>;
export type EntryKind = Entry['kind'];
export type EvidenceItem = z.infer<typeof evidenceItem>;
export type OrganizationRegistered = z.infer<typeof organizationRegistered>;
export type OrganizationAmended = z.infer<typeof organizationAmended>;
export type GoalPublished = z.infer<typeof goalPublished>;
export type GoalRevised = z.infer<typeof goalRevised>;
export type GoalClosed = z.infer<typeof goalClosed>;
export type ProgressReported = z.infer<typeof progressReported>;
export type ProgressCorrected = z.infer<typeof progressCorrected>;
export type ReviewPublished = z.infer<typeof reviewPublished>;
export type ReviewAnswered = z.infer<typeof reviewAnswered>;
export type ScorecardCertified = z.infer<typeof scorecardCertified>;
export type CertifiedFigures = z.infer<typeof certifiedFigures>;

/** What the database gives an entry when it is published. */
export type Given = 'seq' | 'organization' | 'recorded_at' | 'nonce';
/** An entry before that. */
export type Unrecorded<E extends Entry = Entry> = E extends Entry ? Omit<E, Given> : never;
