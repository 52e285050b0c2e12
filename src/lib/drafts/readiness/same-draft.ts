import type { EvidenceRow } from '../evidence/evidence-form.ts';
import { claimOf, claimText, evidenceOf, type UpdateRow } from '../kinds/update-entry.ts';

/** Whether two versions of an update say the same, down to what only members see: then it was stored before. */
export const sameDraft = (one: UpdateRow, other: UpdateRow) =>
	everything(one) === everything(other);

const everything = (row: UpdateRow) =>
	JSON.stringify([row.effective_on, claimText(claimOf(row)), row.evidence.map(withheld)]);

function withheld(item: EvidenceRow) {
	const { url, archived_url, name } = evidenceOf(item).withheld;
	return [url, archived_url, name, item.file_sha256 ?? null];
}
