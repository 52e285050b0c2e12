import { carryOver } from './carry-over.ts';
import { isBlank, type EvidenceTyped } from './evidence-form.ts';

/** The evidence of a goal's last published update, to be taken over into the next one. */
export type Given = {
	/** The day of that update. */
	day: string;
	/** The criteria that its items name, by their place. */
	criteria: string[];
	items: EvidenceTyped[];
};

/** An address without what makes no other page of it, much as methods compare two. */
const bare = (url: string) => {
	const [, host = '', rest = ''] = /^(?:https?:\/\/)?(?:www\.)?([^/?#]*)([^#]*)/i.exec(url) ?? [];
	return (host.toLowerCase() + rest).replace(/\/+$/, '');
};

/** What an item rests on: its file, its address, or else what it is called. */
const restsOn = ({ kind, file, sha256, url, title }: EvidenceTyped) =>
	kind === 'file' ? (file?.sha256 ?? (sha256.toLowerCase() || title)) : url ? bare(url) : title;

/** Whether an item stood in that update already. */
export function isGiven(item: EvidenceTyped, given: Given): boolean {
	return (
		!isBlank(item) &&
		given.items.some((each) => each.kind === item.kind && restsOn(each) === restsOn(item))
	);
}

/**
 * The rows with the items of that update behind what is written, in place of blank ones. Each names the criteria
 * that it named, as far as `criteria` has them; what is there already is not there twice.
 */
export function withGiven(
	rows: readonly EvidenceTyped[],
	given: Given,
	criteria: readonly string[]
): EvidenceTyped[] {
	const written = rows.filter((row) => !isBlank(row));
	const there = new Set(written.map((row) => JSON.stringify([row.kind, restsOn(row)])));
	const taken = given.items
		.filter((item) => !there.has(JSON.stringify([item.kind, restsOn(item)])))
		.map((item) => ({ ...item, criteria: carryOver(item.criteria, given.criteria, criteria) }));
	return taken.length > 0 ? [...written, ...taken] : [...rows];
}
