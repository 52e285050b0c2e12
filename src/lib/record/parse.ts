import { z } from 'zod';
import { entry, type Entry, type StoredEntry } from './entries.ts';
import { leafHash } from './hash.ts';
import { day, key } from './parts.ts';
import { KIND_MAX, type RawEntry } from './raw.ts';

const KINDS = new Set<unknown>(entry.options.map(({ shape }) => shape.kind.value));
/** What every entry has, whatever its kind; part by part, so that one that fails takes no other along. */
const head = {
	kind: z.string().min(1).max(KIND_MAX),
	organization: key,
	recorded_at: z.iso.datetime(),
	effective_on: day
};

/**
 * Reads a stored entry. One that is newer than this program, or that it cannot read for another reason,
 * comes back raw. Throws where its bytes do not have the hash that was recorded, are not a JSON object,
 * or carry another number than the one it is stored under.
 */
export function parseEntry(stored: StoredEntry): Entry | RawEntry {
	if (leafHash(stored.body) !== stored.leaf_hash)
		throw new Error(`Entry ${stored.seq}: its text does not match its leaf hash.`);
	const json = parseJson(stored);
	if (json.seq !== stored.seq)
		throw new Error(`Entry ${stored.seq}: its text says that it is entry ${json.seq}.`);
	const parsed = entry.safeParse(json);
	return parsed.success ? parsed.data : rawEntry(stored.seq, json, z.prettifyError(parsed.error));
}

function parseJson({ seq, body }: StoredEntry): { seq?: unknown } {
	try {
		const json: unknown = JSON.parse(body);
		if (typeof json === 'object' && json !== null) return json;
	} catch (cause) {
		throw new Error(`Entry ${seq}: its text is not JSON.`, { cause });
	}
	throw new Error(`Entry ${seq}: its text is no JSON object.`);
}

/** What every entry says of itself, as far as it can be read. */
function rawEntry(seq: number, json: object, problem: string): RawEntry {
	const told = (name: keyof typeof head) =>
		head[name].safeParse((json as Record<string, unknown>)[name]).data ?? null;
	const kind = told('kind');
	return {
		seq,
		kind,
		organization: told('organization'),
		recorded_at: told('recorded_at'),
		effective_on: told('effective_on'),
		raw: kind !== null && !KINDS.has(kind) ? 'kind' : 'values',
		problem: `Entry ${seq} (${kind ?? 'no kind'}): ${problem}`
	};
}
