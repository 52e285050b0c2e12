import { m } from '../../paraglide/messages.js';
import type { MediaType } from '../../record/media-types.ts';

/** Types and sizes of files as people read them. */

/** What people call the type: PDF, PNG, plain text. */
export function typeName(type: MediaType): string {
	return type === 'text/plain' ? m.files_plain_text() : type.split('/')[1]!.toUpperCase();
}

/** A size in bytes as people read it, in units of 1,000. */
export function sizeName(bytes: number): string {
	if (bytes < 1_000) return m.files_bytes({ count: bytes });
	if (bytes < 999_500) return m.files_kilobytes({ size: String(Math.round(bytes / 1_000)) });
	return m.files_megabytes({ size: (bytes / 1_000_000).toFixed(1) });
}
