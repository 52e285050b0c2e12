import { z } from 'zod';
import { entry, type Entry } from './entries.ts';
import type { StoredEntry } from '../log/verify.ts';
import { readBack } from './named-check.ts';
import { day, key, moment } from './parts.ts';
import { KIND_MAX, type RawEntry } from './raw.ts';
import { verifyStored } from '../log/verify.ts';

const KINDS = new Set<unknown>(entry.options.map(({ shape }) => shape.kind.value));
/** What every entry has, whatever its kind; part by part, so that one that fails takes no other along. */
const head = {
	kind: z.string().min(1).max(KIND_MAX),
	organization: key,
	recorded_at: moment,
	effective_on: day
};

/**
 * Reads a stored entry. One that is newer than this program, or that it cannot read for another reason,
 * comes back raw. Throws where {@link verifyStored} does.
 */
export function parseEntry(stored: StoredEntry): Entry | RawEntry {
	const json = verifyStored(stored);
	return readBack(entry, json) ?? rawEntry(stored.seq, json);
}

/** What every entry says of itself, as far as it can be read. */
function rawEntry(seq: number, json: object): RawEntry {
	const problem = z.prettifyError(entry.safeParse(json).error!);
	const told = (name: keyof typeof head) =>
		readBack(head[name], (json as Record<string, unknown>)[name]) ?? null;
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
