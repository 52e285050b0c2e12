import { z } from 'zod';
import type { StoredEntry } from '../../log/verify.ts';
import { position } from './query.ts';
import { tagged } from './respond.ts';

/** Downloads of the record, one line for each entry, in order. */

const LINES_AT_ONCE = 200;

export const recordLinesShape = {
	organization: z.string().optional(),
	after: position.default(0),
	until: position.optional()
};

/** The entries after the number `after` up to `until`, of those given or of all. */
export function selectEntries(
	stored: readonly StoredEntry[],
	{ after, until = stored.length }: { after: number; until?: number | undefined },
	only?: readonly { seq: number }[]
): StoredEntry[] {
	if (!only) return stored.slice(after, until);
	return only.flatMap(({ seq }) => (seq > after && seq <= until ? [stored[seq - 1]!] : []));
}

/** Streams the lines. The record only grows, so its last entry and their count name the bytes. */
export function recordLines(
	entries: readonly StoredEntry[],
	lineOf: (entry: StoredEntry) => string,
	type: string
): Response {
	const tag = `${entries.length}-${entries.at(-1)?.leaf_hash ?? 'none'}`;
	return tagged(stream(entries, lineOf), tag, type);
}

function stream(entries: readonly StoredEntry[], lineOf: (entry: StoredEntry) => string) {
	const encoder = new TextEncoder();
	let next = 0;
	return new ReadableStream<Uint8Array>({
		pull(controller) {
			const batch = entries.slice(next, (next += LINES_AT_ONCE));
			if (batch.length > 0)
				controller.enqueue(encoder.encode(batch.map((entry) => `${lineOf(entry)}\n`).join('')));
			if (next >= entries.length) controller.close();
		}
	});
}
