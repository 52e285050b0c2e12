import { z } from 'zod';
import {
	EVIDENCE_KINDS,
	REDACTION_CATEGORIES,
	REVIEW_ACCESS,
	TARGET_BASES,
	VISIBILITIES
} from './vocabulary.ts';
import { QUARTER_PATTERN } from './quarter.ts';
import { isWebAddress } from './web-address.ts';

/** The pieces that the record's entries and the roadmap file have in common. */

/** Lower-case words joined by hyphens: goal keys, update keys and organization slugs. */
export const KEY_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const KEY_MAX = 60;

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for a `YYYY-MM-DD` text that names a day of the calendar (not 2026-02-30), year 1 or later. */
export function isDay(text: string): boolean {
	if (!DAY_PATTERN.test(text) || text.startsWith('0000')) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export const quarter = z.string().regex(QUARTER_PATTERN, {
	error: 'must be a calendar quarter written YYYY-Qn, such as 2026-Q3'
});

/** Text that Postgres can store: no NUL, no lone surrogate. Which would otherwise be lost or refused late. */
const text = z.string().refine((value) => !value.includes('\u0000') && value.isWellFormed(), {
	error: 'has a character that cannot be stored (NUL, or half of a surrogate pair)'
});

/** Free text that may be empty, at most 100,000 characters. */
export const freeText = text.max(100_000, { error: 'is longer than 100,000 characters' });
/** Free text with at least one character that is not white space. */
export const fullText = freeText.regex(/\S/, { error: 'must not be empty' });
/** A title or name: one line's worth of text. */
export const shortText = text
	.max(1_000, { error: 'is longer than 1,000 characters' })
	.regex(/\S/, { error: 'must not be empty' });

export const key = z
	.string()
	.max(KEY_MAX, { error: `is longer than ${KEY_MAX} characters` })
	.regex(KEY_PATTERN, {
		error: 'must be lower-case letters and digits in words joined by single hyphens'
	});
export const day = z.string().refine(isDay, { error: 'must be a calendar day written YYYY-MM-DD' });
export const webAddress = text
	.max(8_000, { error: 'is longer than 8,000 characters' })
	.refine(isWebAddress, { error: 'must be a web address that begins with http:// or https://' });
/**
 * A web address as the record holds it, which is what the database checks. Whether a host name is a
 * possible one is for input to check: the answer changes with the runtime, and what is recorded must
 * always read back.
 */
export const recordedAddress = text
	.max(8_000, { error: 'is longer than 8,000 characters' })
	.regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/\S+$/, {
		error: 'must be a web address that begins with http:// or https://'
	});
/** Where a statement was found: mostly a web address, but it may be a paper or a speech. */
export const source = text
	.max(8_000, { error: 'is longer than 8,000 characters' })
	.regex(/\S/, { error: 'must not be empty' });
export const sha256 = z
	.string()
	.regex(/^[0-9a-fA-F]{64}$/, { error: 'must be 64 hexadecimal digits' })
	.transform((value) => value.toLowerCase());
export const grade = z.union(
	[z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)],
	{
		error: 'must be a whole number from 0 to 4'
	}
);
export const criteria = z.array(fullText).max(1_000);

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

export type Target = z.infer<typeof target>;
