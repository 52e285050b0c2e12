import { z } from 'zod';
import { entry, type Entry } from './entries.ts';
import type { StoredEntry } from '../log/verify.ts';
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
	const parsed = entry.safeParse(json);
	return parsed.success ? parsed.data : rawEntry(stored.seq, json, z.prettifyError(parsed.error));
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
