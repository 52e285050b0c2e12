import { z } from 'zod';
import { m } from '../paraglide/messages.js';
import { isDay } from './day.ts';
import { MEDIA_TYPES, type MediaType } from './media-types.ts';
import { KEY_MAX, KEY_PATTERN } from './slug.ts';
import {
	EVIDENCE_KINDS,
	LANGUAGES,
	REDACTION_CATEGORIES,
	REVIEW_ACCESS,
	TARGET_BASES,
	VISIBILITIES
} from './vocabulary.ts';
import { QUARTER_PATTERN } from './quarter.ts';
import { isWebAddress } from './web-address.ts';

/** The pieces that the record's entries and the roadmap file have in common. */

/** A version 4 UUID in small letters: 122 random bits. */
export const nonce = z
	.string()
	.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** A calendar quarter, such as 2026-Q3. */
export const quarter = z.string().regex(QUARTER_PATTERN);

/** The error of what is too long; `limit` is in characters. */
const tooLong = (limit: number) => ({ error: () => m.form_too_long({ limit }) });
const notEmpty = { error: () => m.form_not_empty() };

/** Text that Postgres can store: no NUL, no lone surrogate. Which would otherwise be lost or refused late. */
const text = z.string().refine((value) => !value.includes('\u0000') && value.isWellFormed(), {
	error: () => m.form_bad_characters()
});

/** Free text that may be empty, at most 100,000 characters. */
export const freeText = text.max(100_000, tooLong(100_000));
/** Free text with at least one character that is not white space. */
export const fullText = freeText.regex(/\S/, notEmpty);
/** A title or name: one line's worth of text. */
export const shortText = text.max(1_000, tooLong(1_000)).regex(/\S/, notEmpty);

export const key = z
	.string()
	.max(KEY_MAX, tooLong(KEY_MAX))
	.regex(KEY_PATTERN, { error: () => m.form_key() });
export const day = z.string().refine(isDay, { error: () => m.form_day() });
export const webAddress = text
	.max(8_000, tooLong(8_000))
	.refine(isWebAddress, { error: () => m.form_web_address() });
/**
 * A web address as the record holds it, which is what the database checks. Whether a host name is a
 * possible one is for input to check: the answer changes with the runtime, and what is recorded must
 * always read back.
 */
export const recordedAddress = text
	.max(8_000, tooLong(8_000))
	.regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/\S+$/, {
		error: () => m.form_web_address()
	});
/** Where a statement was found: mostly a web address, but it may be a paper or a speech. */
export const source = text.max(8_000, tooLong(8_000)).regex(/\S/, notEmpty);
export const sha256 = z
	.string()
	.regex(/^[0-9a-fA-F]{64}$/, { error: () => m.form_sha256() })
	.transform((value) => value.toLowerCase());
/** A file's name as it may be published: one line's worth, and no path. */
export const fileName = text.regex(/^[^/\\\p{Cc}]{1,150}$/u);
export const mediaType = z.enum(Object.keys(MEDIA_TYPES) as MediaType[]);
export const grade = z.union(
	[z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)],
	{
		error: () => m.form_grade()
	}
);
export const criteria = z
	.array(fullText)
	.max(1_000, { error: () => m.form_too_many({ limit: 1_000 }) });

export const target = z.strictObject({
	on: day,
	basis: z.enum(TARGET_BASES),
	note: freeText.optional()
});
export const redaction = z.strictObject({
	category: z.enum(REDACTION_CATEGORIES),
	description: fullText
});
export const reviewer = z.strictObject({
	name: shortText,
	relation: freeText,
	conflicts: freeText,
	access: z.enum(REVIEW_ACCESS)
});
export const criterionIndexes = z.array(z.int().min(0));
export const evidenceKind = z.enum(EVIDENCE_KINDS);
export const visibility = z.enum(VISIBILITIES);

/** A revision's text in another language: whole, with as many criteria, none added and none left out. */
export const revisionTranslation = z.strictObject({
	language: z.enum(LANGUAGES),
	title: shortText,
	statement: fullText,
	criteria,
	target_note: freeText.optional(),
	reason: freeText.optional()
});
export const updateTranslation = z.strictObject({
	language: z.enum(LANGUAGES),
	narrative: fullText
});

export type Target = z.infer<typeof target>;
export type RevisionTranslation = z.infer<typeof revisionTranslation>;
export type UpdateTranslation = z.infer<typeof updateTranslation>;
