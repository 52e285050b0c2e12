import type { GoalRevised } from '../../record/entries.ts';
import type { RevisionTranslation, UpdateTranslation } from '../../record/parts.ts';
import type { Area, Grade, Outlook } from '../../record/vocabulary.ts';
import { attachedFile, type EvidenceRow } from '../../drafts/evidence/evidence-form.ts';
import type { GoalTextRow } from '../../drafts/kinds/goal-text.ts';
import type { Render } from '../shared/render.ts';
import { changedParts } from '../goal/revisions.ts';
import type { EvidenceView } from '../goal/updates.ts';

/** Drafts as their entries would make them public, and nothing that the entries would leave out. */

export function previewRevision(
	goal: { key: string; area: string },
	text: GoalTextRow,
	render: Render
) {
	return {
		key: goal.key,
		area: goal.area as Area,
		title: text.title,
		statement: text.statement.trim() ? render(text.statement) : '',
		criteria: text.criteria,
		target: targetOf(text),
		outlook: text.outlook as Outlook | null,
		day: text.effective_on,
		translation: text.translation as RevisionTranslation | null
	};
}
export type RevisionPreview = ReturnType<typeof previewRevision>;

/** What the draft changes in the text that is public now, part by part. */
export function changesOf(current: GoalTextRow, draft: GoalTextRow) {
	return changedParts(asEntry(current), asEntry(draft));
}

const targetOf = ({ target_on, target_basis, target_note }: GoalTextRow) =>
	target_on && target_basis
		? { on: target_on, basis: target_basis as 'stated' | 'derived', note: target_note ?? undefined }
		: null;

/** The comparison reads only the text of the entry that a revision will be. */
function asEntry(text: GoalTextRow): GoalRevised {
	const { title, statement, criteria, outlook } = text;
	const target = targetOf(text) ?? undefined;
	const translation = (text.translation as RevisionTranslation | null) ?? undefined;
	return {
		title,
		statement,
		criteria,
		target,
		outlook: outlook ?? undefined,
		translation
	} as GoalRevised;
}

export type UpdateRow = {
	effective_on: string;
	corrects_id: string | null;
	grade: number;
	narrative: string;
	translation: unknown;
	evidence: EvidenceRow[];
};

/** `graded` is the revision whose criteria the evidence names. */
export function previewUpdate(
	update: UpdateRow,
	graded: { number: number; criteria: string[] },
	render: Render
) {
	return {
		day: update.effective_on,
		corrects: update.corrects_id !== null,
		grade: update.grade as Grade,
		narrative: update.narrative.trim() ? render(update.narrative) : '',
		translation: translationOf(update.translation, render),
		revision: graded.number,
		criteria: graded.criteria,
		evidence: update.evidence.map((item) => draftEvidence(item, graded.criteria))
	};
}
export type UpdatePreview = ReturnType<typeof previewUpdate>;

function translationOf(stored: unknown, render: Render) {
	const translation = stored as UpdateTranslation | null;
	return (
		translation && { language: translation.language, narrative: render(translation.narrative) }
	);
}

/** An item as its entry will make it public; `criteria` are those that it names by index. */
export function draftEvidence(item: EvidenceRow, criteria: string[]): EvidenceView {
	const redacted = item.visibility === 'redacted';
	return {
		kind: item.kind as EvidenceView['kind'],
		title: item.title,
		url: redacted ? null : item.url,
		archived_url: redacted ? null : item.archived_url,
		sha256: item.sha256,
		file: redacted ? null : attachedFile(item),
		redacted,
		redaction: redacted
			? ({
					category: item.redaction_category,
					description: item.redaction_description
				} as EvidenceView['redaction'])
			: null,
		supports: item.criteria.map((index) => ({ number: index + 1, text: criteria[index] ?? null }))
	};
}
