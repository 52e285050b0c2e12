import { m } from '../../paraglide/messages.js';
import type { RawEntry } from '../../record/raw.ts';
import { KINDS } from './index.ts';

/** Entries that are kept as they stand, in words. */

/** "Entry of the kind document.published", "Goal published, not readable here". */
export function rawHeading({ kind, raw }: RawEntry): string {
	if (kind === null) return m.raw_heading_none();
	if (raw === 'kind') return m.raw_heading_kind({ kind });
	const name = KINDS[kind as keyof typeof KINDS].name();
	return raw === 'values'
		? m.raw_heading_values({ kind: name })
		: m.raw_heading_place({ kind: name });
}

/** Why it is shown as it stands, and what follows from that. */
export function rawReason({ raw }: RawEntry): string {
	return { kind: m.raw_reason_kind, values: m.raw_reason_values, place: m.raw_reason_place }[raw]();
}
