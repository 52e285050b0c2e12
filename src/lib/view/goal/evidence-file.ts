import type { EvidenceItem } from '../../record/entries.ts';
import type { EvidenceFile } from '../../record/media-types.ts';

/** What a reader can have of an item's file; null where the record names none that is held here. */
export function fileOf({ sha256, name, media_type, bytes }: EvidenceItem): EvidenceFile | null {
	if (!sha256 || !name || !media_type || !bytes) return null;
	return { sha256, name, media_type, bytes };
}

/** Where anybody can have a file that an organization published. Files have one address in both languages. */
export const fileHref = (slug: string, { sha256, name }: EvidenceFile) =>
	`/${slug}/evidence/${sha256}/${encodeURIComponent(name)}`;

/** Where members can have a file. */
export const memberHref = (slug: string, { sha256 }: EvidenceFile) =>
	`/workspace/${slug}/files/${sha256}`;
