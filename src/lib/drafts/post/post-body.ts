import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { fileName, shortText } from '../../record/parts.ts';
import { LANGUAGES } from '../../record/vocabulary.ts';
import { shapeWords } from '../../roadmap/file/shape-words.ts';
import { blankEvidence, type EvidenceTyped } from '../evidence/evidence-form.ts';
import { normal, type FormErrors } from '../form.ts';
import { blankUpdate, type UpdateTyped } from '../kinds/update-form.ts';

/**
 * A progress update as JSON, which becomes what the form would have read, so that one schema judges
 * both. Here stand only the types: names that are not known are refused, lest a misspelt one is lost.
 */

const text = z.string().transform(normal);

/** Counted before any is looked at: two megabytes hold a million. */
const atMost = <Item extends z.ZodType>(item: Item) =>
	z.array(z.unknown()).max(1_000).pipe(z.array(item));

const evidenceItem = z
	.strictObject({
		kind: text,
		visibility: text.default('public'),
		title: text.pipe(shortText),
		url: text.optional(),
		archived_url: text.optional(),
		sha256: text.optional(),
		// Of a file that was sent: what the item calls it. Without it the hash is a hash only.
		name: text.pipe(fileName).optional(),
		// Judged by criterionErrors(), which knows how many there are.
		criteria: atMost(z.unknown()).default([]),
		redaction: z.strictObject({ category: text, description: text }).optional()
	})
	.superRefine((item, { addIssue }) => {
		// Which the form's schema would drop in silence: above all a redaction of what would be public.
		const stray = [
			...(item.kind === 'file'
				? (['url', 'archived_url'] as const)
				: (['sha256', 'name'] as const)),
			...(item.visibility === 'public' ? (['redaction'] as const) : [])
		].filter((name) => item[name] !== undefined);
		for (const name of stray)
			addIssue({ code: 'custom', path: [name], message: m.tokens_field_stray() });
		if (item.kind === 'file' && item.name !== undefined && item.sha256 === undefined)
			addIssue({ code: 'custom', path: ['sha256'], message: m.form_missing() });
	});

const body = z.strictObject({
	effective_on: text,
	grade: z.int(),
	narrative: text,
	// Numbers, from 0, of the criteria that are met; judged by the form's schema.
	met: atMost(z.int().min(0)).optional(),
	evidence: atMost(evidenceItem).default([]),
	translation: z.strictObject({ language: z.enum(LANGUAGES), narrative: text }).optional(),
	submit: z.boolean().default(false)
});

export type PostRead =
	{ ok: true; typed: UpdateTyped; submit: boolean } | { ok: false; errors: PostError[] };
/** `pointer` is a JSON pointer (RFC 6901) in the form that a URI's fragment has. */
export type PostError = { pointer: string; detail: string };

/** Reads what was posted. */
export function readPost(posted: unknown): PostRead {
	const result = body.safeParse(posted, { error: typeError });
	if (!result.success) return { ok: false, errors: errorsOf(result.error.issues) };
	const { evidence, grade, met, translation, submit, ...rest } = result.data;
	const blank = blankUpdate(rest.effective_on);
	const typed: UpdateTyped = {
		...blank,
		...rest,
		grade: String(grade),
		met: met?.map(String) ?? null,
		translation: translation ?? blank.translation,
		evidence: evidence.map(typedItem)
	};
	return { ok: true, typed, submit };
}

function typedItem({ criteria, name, ...item }: z.output<typeof evidenceItem>): EvidenceTyped {
	const given = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
	const { sha256 = '' } = item;
	return {
		...blankEvidence(),
		...given,
		// Its type and size are known of the file itself.
		file: name === undefined ? null : { sha256, name, media_type: 'text/plain', bytes: 0 },
		criteria: criteria.map((criterion) => (typeof criterion === 'number' ? `${criterion}` : ''))
	};
}

/**
 * What is wrong with the criteria that the evidence names, in a post that could be read. `count` is how many
 * the revision in force on `day` has. Only so many are put into words as are told.
 */
export function criterionErrors(posted: unknown, count: number, day: string): Errors {
	const { evidence = [] } = posted as { evidence?: { criteria?: unknown[] }[] };
	const found: Errors = { errors: [], more: 0 };
	for (const [item, { criteria = [] }] of evidence.entries())
		for (const [at, criterion] of criteria.entries()) {
			if (Number.isInteger(criterion) && Number(criterion) >= 0 && Number(criterion) < count)
				continue;
			if (found.errors.length === TOLD) {
				found.more += 1;
				continue;
			}
			const named = JSON.stringify(criterion).slice(0, 40);
			const detail = m.tokens_field_criterion({ criterion: named, day, count });
			found.errors.push({ pointer: pointer(['evidence', item, 'criteria', at]), detail });
		}
	return found;
}

/** How many errors of one post are told. */
const TOLD = 50;
/** `more` is how many there are besides. */
export type Errors = { errors: PostError[]; more: number };

/** The first fifty errors, and a line that says how many more there are. */
export function firstErrors({ errors, more }: Errors): PostError[] {
	const told = errors.slice(0, TOLD);
	const count = more + errors.length - told.length;
	return count === 0 ? told : [...told, { pointer: '#', detail: m.tokens_more_errors({ count }) }];
}

/** The errors as one text. */
export const sentences = (errors: readonly PostError[]) =>
	// What is said of the whole is a sentence already.
	errors.map((error) => (error.pointer === '#' ? error.detail : m.tokens_field(error))).join(' ');

function typeError(issue: z.core.$ZodRawIssue): string {
	if (issue.input === undefined) return m.form_missing();
	if (issue.code !== 'invalid_type') return shapeWords(issue) ?? m.form_invalid();
	return m.tokens_field_type({ expected: String(issue.expected) });
}

function errorsOf(issues: readonly z.core.$ZodIssue[]): PostError[] {
	return issues.flatMap((issue) => {
		if (issue.code !== 'unrecognized_keys')
			return [{ pointer: pointer(issue.path), detail: issue.message }];
		const detail = m.tokens_field_unknown({ known: knownAt(issue.path) });
		return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), detail }));
	});
}

/** The names that an object at that place can have. */
function knownAt(path: readonly PropertyKey[]): string {
	const shape =
		path[0] === 'translation'
			? ['language', 'narrative']
			: path.at(-1) === 'redaction'
				? ['category', 'description']
				: Object.keys((path[0] === 'evidence' ? evidenceItem : body).shape);
	return shape.join(m.list_comma());
}

/** The errors of the form's schema, whose places are written as the form's fields are. */
export function formErrors(errors: FormErrors): PostError[] {
	return Object.entries(errors).map(([place, detail]) => ({
		pointer: pointer(place === '' ? [] : place.split('.')),
		detail
	}));
}

/** The place of a field, as a JSON pointer in the form that a URI's fragment has. */
export function pointer(path: readonly PropertyKey[]): string {
	const parts = path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
	return ['#', ...parts.map(encodeURIComponent)].join('/');
}
