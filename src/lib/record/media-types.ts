/** What a file of evidence can be, and what its name then ends in, the usual ending first. */
export const MEDIA_TYPES = {
	'application/pdf': ['pdf'],
	'image/png': ['png'],
	'image/jpeg': ['jpg', 'jpeg'],
	'image/webp': ['webp'],
	'text/csv': ['csv'],
	'text/plain': ['txt', 'text', 'log', 'md']
} as const satisfies Record<string, readonly string[]>;
export type MediaType = keyof typeof MEDIA_TYPES;

/** A file of evidence that is held here, under its SHA-256. */
export type EvidenceFile = { sha256: string; name: string; media_type: MediaType; bytes: number };

/** The most that a file of evidence may hold, in bytes: 10 MiB. */
export const FILE_LIMIT = 10 * 1024 * 1024;
