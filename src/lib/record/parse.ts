import { z } from 'zod';
import { entry, type Entry, type StoredEntry } from './entries.ts';
import { leafHash } from './hash.ts';

/**
 * Reads a stored entry. Throws where its bytes do not have the hash that was recorded, are not JSON,
 * are not an entry of a known kind, or carry another number than the one it is stored under.
 */
export function parseEntry(stored: StoredEntry): Entry {
	if (leafHash(stored.body) !== stored.leaf_hash)
		throw new Error(`Entry ${stored.seq}: its text does not match its leaf hash.`);
	const parsed = entry.safeParse(parseJson(stored));
	if (!parsed.success) throw new Error(`Entry ${stored.seq}: ${z.prettifyError(parsed.error)}`);
	if (parsed.data.seq !== stored.seq)
		throw new Error(`Entry ${stored.seq}: its text says that it is entry ${parsed.data.seq}.`);
	return parsed.data;
}

function parseJson(stored: StoredEntry): unknown {
	try {
		return JSON.parse(stored.body);
	} catch (cause) {
		throw new Error(`Entry ${stored.seq}: its text is not JSON.`, { cause });
	}
}
