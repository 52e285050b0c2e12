import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import * as parts from '../../record/parts.ts';
import {
	criteria,
	criterionIndexes,
	evidenceKind,
	freeText,
	fullText,
	grade,
	key,
	redaction,
	reviewer,
	revisionTranslation,
	shortText,
	source,
	updateTranslation,
	visibility
} from '../../record/parts.ts';
import {
	AREAS,
	CHANGES,
	CLOSED_AS,
	EVIDENCE_JUDGEMENTS,
	KEPT_BY,
	OUTLOOKS,
	REVIEW_AGREES
} from '../../record/vocabulary.ts';

/**
 * The shape of a roadmap file, `safety-roadmap/1`. Unknown fields are refused everywhere. What holds
 * between several items is in rules.ts.
 */

export const FORMAT = 'safety-roadmap/1';

/** White space around an address, a day or a hash is not meant. */
const trimmed = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (typeof value === 'string' ? value.trim() : value), schema);
const day = trimmed(parts.day);
const webAddress = trimmed(parts.webAddress);
const sha256 = trimmed(parts.sha256);
const target = parts.target.extend({ on: day });

export const organization = z
	.strictObject({
		slug: key,
		name: shortText,
		url: webAddress,
		kept_by: z.enum(KEPT_BY),
		kept_by_note: fullText.optional()
	})
	.superRefine((value, context) => {
		if (value.kept_by === 'transcriber' && value.kept_by_note === undefined)
			context.addIssue({
				code: 'custom',
				path: ['kept_by_note'],
				message: m.import_note_missing()
			});
	});

export const roadmap = z.strictObject({
	title: shortText,
	url: webAddress,
	cadence_days: z.int().min(1).max(1_000_000)
});

export const revision = z.strictObject({
	effective_on: day,
	change: z.enum(['published', ...CHANGES]),
	title: shortText,
	statement: fullText,
	criteria,
	target: target.nullable(),
	outlook: z.enum(OUTLOOKS).optional(),
	reason: freeText.optional(),
	source: source.optional(),
	translation: revisionTranslation.optional()
});

export const evidence = z
	.strictObject({
		kind: evidenceKind,
		visibility,
		title: shortText,
		url: webAddress.optional(),
		archived_url: webAddress.optional(),
		sha256: sha256.optional(),
		criteria: criterionIndexes,
		redaction: redaction.optional()
	})
	.superRefine((item, context) => {
		const say = (field: keyof typeof item, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const redacted = item.visibility === 'redacted';
		const ofOtherKind = item.kind === 'link' ? (['sha256'] as const) : LINK_FIELDS;
		for (const field of ofOtherKind)
			if (item[field] !== undefined) say(field, m.import_other_kind({ kind: item.kind }));
		if (item.kind === 'link' && !redacted && item.url === undefined)
			say('url', m.import_link_address());
		if (item.kind === 'file' && !redacted && item.sha256 === undefined)
			say('sha256', m.import_file_hash());
		if (redacted && item.redaction === undefined) say('redaction', m.import_redaction_missing());
		if (!redacted && item.redaction !== undefined) say('redaction', m.import_redaction_public());
	});
const LINK_FIELDS = ['url', 'archived_url'] as const;

export const update = z.strictObject({
	key: key.optional(),
	effective_on: day,
	grade,
	narrative: fullText,
	evidence: z.array(evidence),
	corrects: key.optional(),
	source: source.optional(),
	translation: updateTranslation.optional()
});

export const review = z.strictObject({
	effective_on: day,
	of: key,
	reviewer,
	grade,
	agrees: z.enum(REVIEW_AGREES),
	evidence: z.enum(EVIDENCE_JUDGEMENTS),
	/** What the reviewer used beyond what is public. */
	material: freeText.optional(),
	statement: freeText
});

export const closed = z.strictObject({
	effective_on: day,
	as: z.enum(CLOSED_AS),
	reason: fullText,
	/** None, or left out, for delivered and withdrawn. */
	successors: z.array(key).max(1_000).default([]),
	source: source.optional()
});

export const revisions = z.array(revision).min(1);

export const goal = z.strictObject({
	key,
	area: z.enum(AREAS),
	revisions,
	updates: z.array(update),
	reviews: z.array(review).optional(),
	closed: closed.optional()
});

export const roadmapFile = z.strictObject({
	format: z.literal(FORMAT),
	organization,
	roadmap,
	goals: z.array(goal)
});

export type RoadmapFile = z.infer<typeof roadmapFile>;
export type FileGoal = z.infer<typeof goal>;
export type FileRevision = z.infer<typeof revision>;
export type FileUpdate = z.infer<typeof update>;
export type FileEvidence = z.infer<typeof evidence>;
export type FileReview = z.infer<typeof review>;
export type FileClosing = z.infer<typeof closed>;
