import type { GoalRevised } from '../../record/entries.ts';
import type { Area } from '../../record/vocabulary.ts';
import type { GoalTextRow } from '../../drafts/kinds/goal-text.ts';
import { revisionFacts } from '../../drafts/kinds/revision-entry.ts';
import type { UpdateEntry } from '../../drafts/kinds/update-entry.ts';
import type { Render } from '../shared/render.ts';
import { changedParts, targetText } from '../goal/revisions.ts';
import { evidenceView, metOf } from '../goal/updates.ts';

/** Drafts as their entries would make them public, and nothing that the entries would leave out. */

export function previewRevision(
	goal: { key: string; area: string },
	row: GoalTextRow,
	render: Render
) {
	const { title, statement, criteria, outlook, translation, ...when } = revisionFacts(row);
	return {
		key: goal.key,
		area: goal.area as Area,
		title,
		statement: statement.trim() ? render(statement) : '',
		criteria,
		condition:
			row.condition_text == null
				? null
				: { text: row.condition_text, threshold: row.condition_threshold ?? null },
		target: targetText(when),
		outlook: outlook ?? null,
		day: row.effective_on,
		translation: translation ?? null
	};
}
export type RevisionPreview = ReturnType<typeof previewRevision>;

/** What the draft changes in the text that is public now, part by part. */
export function changesOf(current: GoalTextRow, draft: GoalTextRow) {
	return changedParts(asEntry(current), asEntry(draft));
}

/** The comparison reads only the text of the entry that a revision will be. */
const asEntry = (row: GoalTextRow) => revisionFacts(row) as GoalRevised;

/** `criteria` are those of the revision that is graded, which the evidence names. */
export function previewUpdate(entry: UpdateEntry, criteria: string[], render: Render) {
	const { translation, narrative } = entry;
	return {
		day: entry.effective_on,
		corrects: entry.kind === 'progress.corrected',
		grade: entry.grade,
		narrative: narrative.trim() ? render(narrative) : '',
		translation: translation ? { ...translation, narrative: render(translation.narrative) } : null,
		revision: entry.revision,
		met: metOf(entry, criteria),
		criteria,
		evidence: entry.evidence.map((item) => evidenceView(item, criteria))
	};
}
export type UpdatePreview = ReturnType<typeof previewUpdate>;
