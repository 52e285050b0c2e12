import { getLocale } from '../paraglide/runtime.js';
import type { RevisionTranslation } from '../record/parts.ts';

/** What a stored revision is called and is read by, in the language that is read. Not for form fields. */

/** A draft's translation may be half done; a part that it leaves blank stays as written. */
function translationOf(stored: unknown): Partial<RevisionTranslation> {
	const translation = stored as Partial<RevisionTranslation> | null | undefined;
	return translation?.language === getLocale() ? translation : {};
}

export function rowTitle({ title, translation }: { title: string; translation?: unknown }): string {
	return translationOf(translation).title || title;
}

export function rowCriteria(row: { criteria: string[]; translation?: unknown }): string[] {
	const { criteria } = translationOf(row.translation);
	return row.criteria.map((text, index) => criteria?.[index] || text);
}

export function rowReason(row: { reason: string | null; translation?: unknown }): string | null {
	return row.reason && (translationOf(row.translation).reason || row.reason);
}
