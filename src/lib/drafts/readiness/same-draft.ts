import type { EvidenceRow } from '../evidence/evidence-form.ts';
import { translationText } from '../kinds/translation-form.ts';

type Draft = {
	effective_on: string;
	grade: number;
	narrative: string;
	translation: unknown;
	evidence: readonly EvidenceRow[];
};

/** Whether two versions of an update say the same, down to what only members see: then it was stored before. */
export const sameDraft = (one: Draft, other: Draft) => everything(one) === everything(other);

const everything = ({ effective_on, grade, narrative, translation, evidence }: Draft) =>
	JSON.stringify([
		effective_on,
		grade,
		narrative,
		translationText(translation),
		evidence.map((item) => [
			item.kind,
			item.visibility,
			item.title,
			item.url,
			item.archived_url,
			item.sha256,
			item.file_sha256 ?? null,
			item.file_name ?? null,
			item.criteria,
			item.redaction_category,
			item.redaction_description
		])
	]);
