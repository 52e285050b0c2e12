import type {
	EvidenceItem,
	ProgressCorrected,
	ProgressReported,
	Unrecorded
} from '../../record/entries.ts';
import type { UpdateTranslation } from '../../record/parts.ts';
import { translationText } from '../../record/revision-text.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { splitEvidence } from '../../record/withheld.ts';
import type { EvidenceRow } from '../evidence/evidence-form.ts';
import { withoutNulls } from '../without-nulls.ts';

/** What the entry of a draft update will say. Whoever shows, compares or scores a draft asks here. */

export type UpdateEntry = Unrecorded<ProgressReported | ProgressCorrected>;
export type Claim = Pick<UpdateEntry, 'grade' | 'narrative' | 'translation' | 'met' | 'evidence'>;

/** A draft as stored. */
export type ClaimRow = {
	grade: number;
	narrative: string;
	met?: number[] | null;
	translation: unknown;
	evidence: readonly EvidenceRow[];
};
export type UpdateRow = ClaimRow & { effective_on: string };

/** `corrects` is the key of the update that it corrects, if any. */
export function updateEntry(
	goal: string,
	row: UpdateRow,
	revision: number,
	corrects?: string
): UpdateEntry {
	const { effective_on } = row;
	// No key that an update can have, so that it is free.
	const facts = { effective_on, goal, update: ' ', revision, ...claimOf(row) };
	return corrects === undefined
		? { kind: 'progress.reported', ...facts }
		: { kind: 'progress.corrected', ...facts, corrects };
}

/** What an update claims, whatever its day and its place in the record. */
export function claimOf({ grade, narrative, met, translation, evidence }: ClaimRow): Claim {
	return withoutNulls<Claim>({
		grade: grade as Grade,
		narrative,
		met,
		translation: translation as UpdateTranslation | null,
		evidence: evidence.map((item) => evidenceOf(item).shown)
	});
}

/** What the entry shows of an item, and what it withholds. */
export function evidenceOf(row: EvidenceRow) {
	const { kind, visibility, title, url, archived_url, sha256, criteria, file } = row;
	const { redaction_category: category, redaction_description: description } = row;
	return splitEvidence(
		withoutNulls<EvidenceItem>({
			kind: kind as EvidenceItem['kind'],
			visibility: visibility as EvidenceItem['visibility'],
			title,
			url,
			archived_url,
			sha256,
			name: row.file_name,
			media_type: file?.media_type as EvidenceItem['media_type'],
			bytes: file?.bytes,
			criteria,
			redaction: (category && { category, description }) as EvidenceItem['redaction'] | null
		})
	);
}

/** A claim as one text to compare. A file's type and size follow from its hash, and are not always at hand. */
export function claimText({ grade, narrative, translation, met, evidence }: Claim): string {
	return JSON.stringify([
		grade,
		narrative,
		translationText(translation),
		met,
		evidence.map((item) => [
			item.kind,
			item.visibility,
			item.title,
			item.url,
			item.archived_url,
			item.sha256,
			item.name,
			item.criteria,
			item.redaction?.category,
			item.redaction?.description
		])
	]);
}
