import { z } from 'zod';
import { named } from './named-check.ts';
import {
	criterionIndexes,
	evidenceKind,
	fileName,
	mediaType,
	recordedAddress,
	recordedSha256,
	redaction,
	shortText,
	visibility
} from './parts.ts';

/**
 * Evidence as published: a redacted item carries no address, at most its SHA-256 as a commitment. Of a file
 * that can be had from here there are also its name, type and size.
 */
export const evidenceItem = z
	.object({
		kind: evidenceKind,
		visibility,
		title: shortText,
		url: recordedAddress.optional(),
		archived_url: recordedAddress.optional(),
		sha256: recordedSha256.optional(),
		name: fileName.optional(),
		media_type: mediaType.optional(),
		/** The file's size. */
		bytes: z.int().min(1).optional(),
		criteria: criterionIndexes,
		redaction: redaction.optional()
	})
	.check(named('evidence', isEvidence));
export type EvidenceItem = z.infer<typeof evidenceItem>;

type Evidence = {
	kind: 'link' | 'file';
	visibility: 'public' | 'redacted';
	url?: string | undefined;
	archived_url?: string | undefined;
	sha256?: string | undefined;
	name?: string | undefined;
	media_type?: string | undefined;
	bytes?: number | undefined;
	redaction?: object | undefined;
};

/**
 * An item shows where it leads, or says why it does not: a redacted one has a redaction and no address, and
 * of its file at most the hash. A public link has its address, a public file its hash, and where the file can
 * be had its name, type and size, all three.
 */
function isEvidence(item: Evidence): boolean {
	const { kind, visibility, url, archived_url, sha256, name, media_type, bytes, redaction } = item;
	const absent = (...values: unknown[]) => values.every((value) => value === undefined);
	const isHeld = !absent(name, media_type, bytes);
	const isWhole = name !== undefined && media_type !== undefined && bytes !== undefined;
	if (visibility === 'redacted')
		return (
			redaction !== undefined &&
			absent(url, archived_url) &&
			!isHeld &&
			(kind === 'file' || absent(sha256))
		);
	if (redaction !== undefined) return false;
	return kind === 'link'
		? url !== undefined && absent(sha256) && !isHeld
		: sha256 !== undefined && absent(url, archived_url) && (!isHeld || isWhole);
}
