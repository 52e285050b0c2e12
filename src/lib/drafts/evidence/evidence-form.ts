import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import type { EvidenceFile } from '../../record/media-types.ts';
import { fileName, fullText, sha256, shortText, webAddress } from '../../record/parts.ts';
import { REDACTION_CATEGORIES, VISIBILITIES } from '../../record/vocabulary.ts';
import { choice, text } from '../form.ts';
import { optional } from '../kinds/goal-text.ts';

/** One evidence item in the form of a progress update. */

export type EvidenceTyped = {
	kind: string;
	visibility: string;
	title: string;
	url: string;
	archived_url: string;
	sha256: string;
	/** The file that was uploaded for it; neither is there in what was kept before files could be. */
	file?: EvidenceFile | null;
	/** Of a redacted file, whether its SHA-256 becomes public all the same. */
	shows_hash?: boolean;
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
	/** The file that was uploaded, with what is known of it; absent where none was. */
	file_sha256?: string | null;
	file_name?: string | null;
	file?: { media_type: string; bytes: number } | null;
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
		file: null,
		shows_hash: false,
		criteria: [],
		redaction: { category: '', description: '' }
	};
}

/** The file that an item rests on, if it was uploaded. */
export function attachedFile({ file_sha256, file_name, file }: EvidenceRow): EvidenceFile | null {
	if (!file_sha256 || !file_name || !file) return null;
	const media_type = file.media_type as EvidenceFile['media_type'];
	return { sha256: file_sha256, name: file_name, media_type, bytes: file.bytes };
}

/** What a file is called without its ending: the title of its item, unless it is redacted or another is typed. */
const titleOf = ({ name }: Pick<EvidenceFile, 'name'>) => name.replace(/\.[^.]+$/, '');

/** The item that a file becomes when it is uploaded: what it shows is still to be said. */
export function evidenceOfFile(file: EvidenceFile): EvidenceTyped {
	const title = titleOf(file);
	return { ...blankEvidence(), kind: 'file', title, sha256: file.sha256, file };
}

type Titled = { visibility: string; title: string; file?: { name: string } | null | undefined };
/** Whether the title of a redacted file is its name, which is withheld. */
function givesNameAway({ visibility, title, file }: Titled): boolean {
	if (visibility !== 'redacted' || !file) return false;
	const said = title.trim().toLowerCase();
	return [file.name, titleOf(file)].some((name) => name.toLowerCase() === said);
}

/** The title that an item keeps: none where it would give a redacted file's name away. */
export const titleKept = (item: Titled): string => (givesNameAway(item) ? '' : item.title);

/** The rows with those of new files behind what is written, in place of blank ones. */
export function withFiles(
	rows: readonly EvidenceTyped[],
	files: readonly EvidenceFile[]
): EvidenceTyped[] {
	if (files.length === 0) return [...rows];
	return [...rows.filter((row) => !isBlank(row)), ...files.map(evidenceOfFile)];
}

export function typedEvidence(row: EvidenceRow): EvidenceTyped {
	return {
		kind: row.kind,
		visibility: row.visibility,
		title: row.title,
		url: row.url ?? '',
		archived_url: row.archived_url ?? '',
		sha256: row.sha256 ?? '',
		file: attachedFile(row),
		shows_hash: !!row.file_sha256 && row.sha256 !== null,
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
		...('file' in item && item.file
			? { file_sha256: item.file.sha256, file_name: item.file.name }
			: {}),
		criteria: item.criteria,
		redaction_category: 'redaction' in item ? item.redaction.category : null,
		redaction_description: 'redaction' in item ? item.redaction.description : null
	};
}

/** `row` is the item's place in the form, `evidence.2`. */
export function readEvidence(form: FormData, row: string): EvidenceTyped {
	const field = (name: string) => text(form, `${row}.${name}`);
	const file = readFile(field);
	const shows_hash = form.has(`${row}.shows_hash`);
	const isOpen = field('visibility') !== 'redacted';
	return {
		kind: field('kind'),
		visibility: field('visibility'),
		title: field('title'),
		url: field('url'),
		archived_url: field('archived_url'),
		// Of an uploaded file it is not typed.
		sha256: file ? (isOpen || shows_hash ? file.sha256 : '') : field('sha256'),
		file,
		shows_hash,
		criteria: form.getAll(`${row}.criteria`).map(String),
		redaction: {
			category: field('redaction.category'),
			description: field('redaction.description')
		}
	};
}

/** What the form says of its file. Only hash and name count: the rest is known of the file itself. */
function readFile(field: (name: string) => string): EvidenceFile | null {
	const hash = field('file.sha256');
	if (!hash) return null;
	return {
		sha256: hash,
		name: field('file.name'),
		media_type: field('file.media_type') as EvidenceFile['media_type'],
		bytes: Number(field('file.bytes')) || 0
	};
}

/** True for a row in which nothing was typed. */
export function isBlank(item: EvidenceTyped): boolean {
	const { title, url, archived_url, sha256, file, redaction, criteria } = item;
	const written = [title, url, archived_url, sha256, file, redaction.description, ...criteria];
	return !written.some(Boolean);
}

/** Criteria that were ticked, by number from 0; there are so many. */
export const criterionNumbers = (count: number) =>
	z
		.array(z.coerce.number().int().min(0))
		.refine((picked) => picked.every((index) => index < count), {
			error: () => m.form_criteria_listed({ count })
		});

/** `criteria` is how many the revision in force on the update's day has. */
export function evidenceItem(criteria: number) {
	const shared = {
		title: shortText,
		criteria: criterionNumbers(criteria)
	};
	const link = z.literal('link');
	const file = z.literal('file');
	const held = { file: z.object({ sha256, name: fileName }).nullish() };
	const open = { ...shared, visibility: z.literal('public') };
	const redacted = {
		...shared,
		visibility: z.literal('redacted'),
		redaction: z.object({
			category: choice(REDACTION_CATEGORIES),
			description: fullText
		})
	};
	const visible = { error: () => m.api_one_of({ values: VISIBILITIES.join(m.list_comma()) }) };
	return z.discriminatedUnion(
		'kind',
		[
			z.discriminatedUnion(
				'visibility',
				[
					z.object({ ...open, kind: link, url: webAddress, archived_url: optional(webAddress) }),
					z.object({
						...redacted,
						kind: link,
						url: optional(webAddress),
						archived_url: optional(webAddress)
					})
				],
				visible
			),
			z.discriminatedUnion(
				'visibility',
				[
					z.object({ ...open, ...held, kind: file, sha256 }),
					z
						.object({ ...redacted, ...held, kind: file, sha256: optional(sha256) })
						.superRefine((item, context) => {
							if (givesNameAway(item))
								context.addIssue({ code: 'custom', path: ['title'], message: m.form_title_leak() });
						})
				],
				visible
			)
		],
		{ error: () => m.form_evidence_kind() }
	);
}

export type EvidenceDraft = z.output<ReturnType<typeof evidenceItem>>;
