import { m } from '../../paraglide/messages.js';
import { isFixed } from '../../scoring/method-2/items.ts';
import { isBlank, type EvidenceTyped } from './evidence-form.ts';

/**
 * What an item that is being typed will count, and why, in a sentence; null for a blank one. `criteria` is how many
 * the goal has; `today` is the day on which it would be recorded.
 */
export function evidenceWorth(item: EvidenceTyped, criteria: number, today: string): string | null {
	if (isBlank(item)) return null;
	if (criteria > 0 && item.criteria.length === 0) return m.evidence_counts_nothing();
	if (item.visibility === 'redacted') return m.evidence_counts_redacted();
	if (item.kind === 'file') return item.file ? m.evidence_counts_file() : m.evidence_counts_hash();
	const { url, archived_url } = item;
	if (archived_url === '') return m.evidence_counts_link();
	const copy = { kind: 'link', visibility: 'public', title: '', url, archived_url, criteria: [] };
	return isFixed(copy as Parameters<typeof isFixed>[0], today)
		? m.evidence_counts_archived()
		: m.evidence_counts_no_archive();
}
