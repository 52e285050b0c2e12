import { z } from 'zod';
import { m } from '../paraglide/messages.js';
import { fullText, sha256, shortText, webAddress } from '../record/parts.ts';
import { REDACTION_CATEGORIES } from '../record/vocabulary.ts';
import { text } from './form.ts';
import { optional } from './goal-text.ts';

/** One evidence item in the form of a progress update. */

export type EvidenceTyped = {
	kind: string;
	visibility: string;
	title: string;
	url: string;
	archived_url: string;
	sha256: string;
	/** Numbers, from 0, of the criteria that the item supports. */
	criteria: string[];
	redaction: { category: string; description: string };
};

export type EvidenceRow = {
	kind: string;
	visibility: string;
	title: string;
	url: string | null;
	archived_url: string | null;
	sha256: string | null;
	criteria: number[];
	redaction_category: string | null;
	redaction_description: string | null;
};

export function blankEvidence(): EvidenceTyped {
	return {
		kind: 'link',
		visibility: 'public',
		title: '',
		url: '',
		archived_url: '',
		sha256: '',
		criteria: [],
		redaction: { category: '', description: '' }
	};
}

export function typedEvidence(row: EvidenceRow): EvidenceTyped {
	return {
		kind: row.kind,
		visibility: row.visibility,
		title: row.title,
		url: row.url ?? '',
		archived_url: row.archived_url ?? '',
		sha256: row.sha256 ?? '',
		criteria: row.criteria.map(String),
		redaction: {
			category: row.redaction_category ?? '',
			description: row.redaction_description ?? ''
		}
	};
}

/** The item as it is stored. */
export function evidenceRow(item: EvidenceDraft): EvidenceRow {
	return {
		kind: item.kind,
		visibility: item.visibility,
		title: item.title,
		url: 'url' in item ? item.url : null,
		archived_url: 'archived_url' in item ? item.archived_url : null,
		sha256: 'sha256' in item ? item.sha256 : null,
		criteria: item.criteria,
		redaction_category: 'redaction' in item ? item.redaction.category : null,
		redaction_description: 'redaction' in item ? item.redaction.description : null
	};
}

/** `row` is the item's place in the form, `evidence.2`. */
export function readEvidence(form: FormData, row: string): EvidenceTyped {
	const field = (name: string) => text(form, `${row}.${name}`);
	return {
		kind: field('kind'),
		visibility: field('visibility'),
		title: field('title'),
		url: field('url'),
		archived_url: field('archived_url'),
		sha256: field('sha256'),
		criteria: form.getAll(`${row}.criteria`).map(String),
		redaction: {
			category: field('redaction.category'),
			description: field('redaction.description')
		}
	};
}

/** True for a row in which nothing was typed. */
export function isBlank(item: EvidenceTyped): boolean {
	const { title, url, archived_url, sha256, redaction } = item;
	return ![title, url, archived_url, sha256, redaction.description, ...item.criteria].some(Boolean);
}

/** `criteria` is how many the revision in force on the update's day has. */
export function evidenceItem(criteria: number) {
	const shared = {
		title: shortText,
		criteria: z
			.array(z.coerce.number().int().min(0))
			.refine((picked) => picked.every((index) => index < criteria), {
				error: () => m.form_criteria_listed()
			})
	};
	const link = z.literal('link');
	const file = z.literal('file');
	const open = { ...shared, visibility: z.literal('public') };
	const redacted = {
		...shared,
		visibility: z.literal('redacted'),
		redaction: z.object({
			category: z.enum(REDACTION_CATEGORIES, { error: () => m.form_chosen() }),
			description: fullText
		})
	};
	return z.discriminatedUnion(
		'kind',
		[
			z.discriminatedUnion('visibility', [
				z.object({ ...open, kind: link, url: webAddress, archived_url: optional(webAddress) }),
				z.object({
					...redacted,
					kind: link,
					url: optional(webAddress),
					archived_url: optional(webAddress)
				})
			]),
			z.discriminatedUnion('visibility', [
				z.object({ ...open, kind: file, sha256 }),
				z.object({ ...redacted, kind: file, sha256: optional(sha256) })
			])
		],
		{ error: () => m.form_evidence_kind() }
	);
}

export type EvidenceDraft = z.output<ReturnType<typeof evidenceItem>>;
