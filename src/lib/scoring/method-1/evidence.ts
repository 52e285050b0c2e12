import { uncovered } from '../../record/coverage.ts';
import type { EvidenceItem, ReviewPublished } from '../../record/entries.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { JUDGED, METHOD_CONSTANTS, TOP_GRADE, UNCOVERED_CAP } from './constants.ts';

/**
 * s′: the share, 0–1, that the evidence supports of a claimed share. `criteria` are those of the
 * revision in force, which need not be the one that was graded.
 */
export function supportedShare(
	claimed: number,
	grade: Grade,
	criteria: readonly string[],
	evidence: readonly EvidenceItem[]
): number {
	if (grade < TOP_GRADE || uncovered(criteria, evidence).length === 0) return claimed;
	return Math.min(claimed, UNCOVERED_CAP);
}

/** v: what the evidence of an update is worth, 0–1; `review` is the latest review of it. */
export function evidenceValue(
	evidence: readonly EvidenceItem[],
	review: ReviewPublished | undefined,
	{ unarchived } = METHOD_CONSTANTS
): number {
	if (evidence.length === 0) return 0;
	if (review) return JUDGED[review.evidence];
	return evidence.some(isFixed) ? 1 : unarchived;
}

/** Whether the public can see the item and it cannot change unnoticed. */
function isFixed(item: EvidenceItem): boolean {
	if (item.visibility !== 'public') return false;
	return item.kind === 'file' || item.archived_url !== undefined;
}
