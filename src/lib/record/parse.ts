import { z } from 'zod';
import { entry, type Entry, type StoredEntry } from './entries.ts';
import { verifyStored } from './verify.ts';

/** Reads a stored entry. Throws where {@link verifyStored} does, and where it is no entry of a known kind. */
export function parseEntry(stored: StoredEntry): Entry {
	const parsed = entry.safeParse(verifyStored(stored));
	if (!parsed.success) throw new Error(`Entry ${stored.seq}: ${z.prettifyError(parsed.error)}`);
	return parsed.data;
}
