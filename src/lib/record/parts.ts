import { z } from 'zod';
import { firstUnseen, isSeen, unseenInAddress } from './characters.ts';
import { isDay, isNearDay } from './day.ts';
import { MEDIA_TYPES, type MediaType } from './media-types.ts';
import { named } from './named-check.ts';
import {
	ADDRESS,
	BEGINS_AN_ADDRESS,
	FILE_NAME,
	MOMENT,
	NOT_BLANK,
	RECORDED_SHA256,
	SHA256
} from './pattern.ts';
import { KEY_MAX, KEY_PATTERN } from './slug.ts';
import {
	EVIDENCE_KINDS,
	GRADES,
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

/** What Postgres can store: no NUL, no lone surrogate. Which would otherwise be lost or refused late. */
const isStorable = (value: string) => !value.includes('\u0000') && value.isWellFormed();
/** And nothing that nobody sees, but where it belongs. */
const isPlain = (value: string) => isStorable(value) && !firstUnseen(value);
const isAddress = (value: string) => isStorable(value) && !unseenInAddress(value);

/** With something to be seen; of white space alone the pattern speaks. */
const isFilled = (value: string) => !NOT_BLANK.test(value) || (isPlain(value) && isSeen(value));
const isSource = (value: string) =>
	isFilled(value) && (isAddress(value) || !BEGINS_AN_ADDRESS.test(value));

const text = z.string().check(named('text', isPlain, isStorable));
const filled = z
	.string()
	.check(named('filled_text', isFilled, isStorable))
	.regex(NOT_BLANK);

/** Free text that may be empty, at most 100,000 characters. */
export const freeText = text.max(100_000);
/** Free text with at least one character that can be seen. */
export const fullText = filled.max(100_000);
/** A title or name: one line's worth of text. */
export const shortText = filled.max(1_000);

export const key = z.string().max(KEY_MAX).regex(KEY_PATTERN);
/** A day that somebody writes of a roadmap; the record may hold earlier and later ones. */
export const day = z.string().check(named('day', isNearDay, isDay));
/** A day that is asked for: whatever the record may hold. */
export const anyDay = z.string().check(named('day', isDay));
/** A moment in UTC, such as 2026-11-21T09:30:00.000Z. */
export const moment = z
	.string()
	.regex(MOMENT)
	.check(named('moment', (value) => isDay(value.slice(0, 10))))
	.meta({ format: 'date-time' });
/** A web address that may be put in: one that a browser can open. */
export const webAddress = z
	.string()
	.max(8_000)
	.check(named('web_address', (value) => isAddress(value) && isWebAddress(value)));
/**
 * A web address as the record holds it, which is what the database checks. Whether a host name is a
 * possible one is for input to check: the answer changes with the runtime, and what is recorded must
 * always read back.
 */
export const recordedAddress = z
	.string()
	.max(8_000)
	.regex(ADDRESS)
	.check(named('address', isAddress, isStorable));
/** Where a statement was found: mostly a web address, but it may be a paper or a speech. */
export const source = z
	.string()
	.max(8_000)
	.regex(NOT_BLANK)
	.check(named('source', isSource, isStorable));
export const sha256 = z
	.string()
	.regex(SHA256)
	.transform((value) => value.toLowerCase());
/** A SHA-256 as the record holds it. */
export const recordedSha256 = z.string().regex(RECORDED_SHA256);
/** A file's name as it may be published: one line's worth, and no path. */
export const fileName = text.regex(FILE_NAME);
export const mediaType = z.enum(Object.keys(MEDIA_TYPES) as MediaType[]);
export const grade = z.literal(GRADES);
export const criteria = z.array(fullText).max(1_000);

/**
 * What every entry carries. `recorded_at` is the server's clock, `effective_on` the day it speaks of; `nonce`
 * is random, so that the hash of a text that was taken away does not give the text away.
 */
export const head = {
	seq: z.int().min(1),
	organization: key,
	recorded_at: moment,
	effective_on: day,
	nonce
};

export const target = z.strictObject({
	on: day,
	basis: z.enum(TARGET_BASES),
	note: freeText.optional()
});
/** The target of a conditional goal: days from the day on which its condition is first met. */
export const targetWithin = z.strictObject({
	days: z.int().min(0).max(36_525),
	basis: z.enum(TARGET_BASES),
	note: freeText.optional()
});
/** What has to happen before a goal is due at all. */
export const condition = z.strictObject({ text: fullText, threshold: fullText.optional() });
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
/** A second person approved it, where two were asked for; SQL says so, and nobody else. */
export const confirmed = z.literal(true);
export const evidenceKind = z.enum(EVIDENCE_KINDS);
export const visibility = z.enum(VISIBILITIES);

/** A revision's text in another language: whole, with as many criteria, none added and none left out. */
export const revisionTranslation = z.strictObject({
	language: z.enum(LANGUAGES),
	title: shortText,
	statement: fullText,
	criteria,
	condition: condition.optional(),
	target_note: freeText.optional(),
	reason: freeText.optional()
});
export const updateTranslation = z.strictObject({
	language: z.enum(LANGUAGES),
	narrative: fullText
});

export type Target = z.infer<typeof target>;
export type TargetWithin = z.infer<typeof targetWithin>;
export type Condition = z.infer<typeof condition>;
export type RevisionTranslation = z.infer<typeof revisionTranslation>;
export type UpdateTranslation = z.infer<typeof updateTranslation>;
