import type { EvidenceItem } from '../../record/entries.ts';
import type { Update } from '../../record/state.ts';
import { recordedOn } from '../../record/late.ts';
import { comparable, isIndependentCopy } from './archives.ts';
import { FIXED, METHOD_CONSTANTS } from './constants.ts';

/** An item of an update's evidence, as far as scores ask. */
export type Item = {
	/** Whether the public can see it and it cannot change unnoticed. */
	fixed: boolean;
	/** What tells it from other fixed items: its address as addresses are compared, or its hash. */
	identity: string;
	/** Indexes into the criteria of the revision that its update is read against. */
	criteria: readonly number[];
};

/** Read once: an entry never changes. */
export function itemsOf({ entry }: Update): readonly Item[] {
	const known = read.get(entry);
	if (known) return known;
	const items = entry.evidence.map((item) => ({
		fixed: isFixed(item, recordedOn(entry)),
		identity: item.kind === 'file' ? `sha256 ${item.sha256}` : comparable(item.url ?? ''),
		criteria: item.criteria
	}));
	read.set(entry, items);
	return items;
}
const read = new WeakMap<Update['entry'], Item[]>();

/**
 * Whether an item keeps what it shows: a file that can be had from here, or a link with a copy at an
 * independent archive, made by the day on which its update was recorded.
 */
export function isFixed(item: EvidenceItem, recordedOn: string): boolean {
	if (item.visibility !== 'public') return false;
	if (item.kind === 'file')
		return item.name !== undefined && item.media_type !== undefined && item.bytes !== undefined;
	const { url, archived_url } = item;
	return (
		url !== undefined &&
		archived_url !== undefined &&
		isIndependentCopy(archived_url, url, recordedOn)
	);
}

/** What an item is worth, 0–1. */
export function valueOf({ fixed }: Item, { unarchived } = METHOD_CONSTANTS): number {
	return fixed ? FIXED : unarchived;
}
