import type { EvidenceRow } from '../evidence/evidence-form.ts';
import { translationText } from '../kinds/translation-form.ts';

type Claim = {
	grade: number;
	narrative: string;
	translation: unknown;
	evidence: readonly EvidenceRow[];
};

/**
 * Whether a correction would publish what the corrected update says already: reviews do not carry over,
 * so an empty one would be a way to be rid of them. The database refuses the same, only later.
 */
export function correctsNothing(correction: Claim, corrected: Claim): boolean {
	return publicText(correction) === publicText(corrected);
}

const publicText = ({ grade, narrative, translation, evidence }: Claim) =>
	JSON.stringify([
		grade,
		narrative.replace(/^[ \t\n]+|[ \t\n]+$/g, ''),
		translationText(translation),
		evidence.map(published)
	]);

/** What the record gets of an item, and nothing that it leaves out. */
function published(item: EvidenceRow) {
	const { kind, visibility, title, sha256, criteria } = item;
	const part =
		visibility === 'redacted'
			? [item.redaction_category, item.redaction_description]
			: [item.url, item.archived_url, item.file_name ?? null];
	return [kind, visibility, title, sha256, criteria, part];
}
