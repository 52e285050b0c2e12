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
	EVIDENCE_JUDGEMENTS,
	KEPT_BY,
	OUTLOOKS,
	REVIEW_AGREES
} from '../../record/vocabulary.ts';

/**
 * The shape of a roadmap file, `safety-roadmap/1`, which never changes. Unknown fields are refused everywhere. What
 * holds between several items is in rules.ts.
 */

export const FORMAT_1 = 'safety-roadmap/1';

/** White space around an address, a day or a hash is not meant. */
export const trimmed = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (typeof value === 'string' ? value.trim() : value), schema);
export const day = trimmed(parts.day);
export const webAddress = trimmed(parts.webAddress);
const sha256 = trimmed(parts.sha256);
const target = parts.target.extend({ on: day });

type Check<T> = Parameters<z.ZodType<T>['superRefine']>[0];

export const organizationFields = {
	slug: key,
	name: shortText,
	url: webAddress,
	kept_by: z.enum(KEPT_BY),
	kept_by_note: fullText.optional()
};
type Keeping = { kept_by: string; kept_by_note?: string | undefined };
export const saysFromWhat: Check<Keeping> = ({ kept_by, kept_by_note }, context) => {
	if (kept_by === 'transcriber' && kept_by_note === undefined)
		context.addIssue({ code: 'custom', path: ['kept_by_note'], message: m.import_note_missing() });
};
export const organization = z.strictObject(organizationFields).superRefine(saysFromWhat);

export const roadmap = z.strictObject({
	title: shortText,
	url: webAddress,
	cadence_days: z.int().min(1).max(1_000_000)
});

export const revision = z.strictObject({
	effective_on: day,
	change: z.enum(['published', 'editorial', 'strengthened', 'date_moved', 'narrowed']),
	title: shortText,
	statement: fullText,
	criteria,
	target: target.nullable(),
	outlook: z.enum(OUTLOOKS).optional(),
	reason: freeText.optional(),
	source: source.optional(),
	translation: revisionTranslation.omit({ condition: true }).optional()
});

export const evidenceFields = {
	kind: evidenceKind,
	visibility,
	title: shortText,
	url: webAddress.optional(),
	archived_url: webAddress.optional(),
	sha256: sha256.optional(),
	criteria: criterionIndexes,
	redaction: redaction.optional()
};
const ofOtherKind = {
	link: ['sha256', 'name', 'media_type', 'bytes'],
	file: ['url', 'archived_url']
} as const;
type Item = { kind: 'link' | 'file'; visibility: string } & {
	[name in (typeof ofOtherKind)['link' | 'file'][number]]?: unknown;
} & { redaction?: object | undefined };
export const isItem: Check<Item> = (item, context) => {
	const say = (field: keyof Item, message: string) =>
		context.addIssue({ code: 'custom', path: [field], message });
	const redacted = item.visibility === 'redacted';
	for (const field of ofOtherKind[item.kind])
		if (item[field] !== undefined) say(field, m.import_other_kind({ kind: item.kind }));
	if (item.kind === 'link' && !redacted && item.url === undefined)
		say('url', m.import_link_address());
	if (item.kind === 'file' && !redacted && item.sha256 === undefined)
		say('sha256', m.import_file_hash());
	if (redacted && item.redaction === undefined) say('redaction', m.import_redaction_missing());
	if (!redacted && item.redaction !== undefined) say('redaction', m.import_redaction_public());
};
export const evidence = z.strictObject(evidenceFields).superRefine(isItem);

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
	as: z.enum(['delivered', 'withdrawn', 'superseded', 'split']),
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

export const roadmapFile1 = z.strictObject({
	format: z.literal(FORMAT_1),
	organization,
	roadmap,
	goals: z.array(goal)
});
