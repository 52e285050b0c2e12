import { lastDayOf, QUARTER_PATTERN } from './quarter.ts';

/** What must hold between the fields of one entry. The database has each under the name that entries.ts gives. */

type Evidence = {
	kind: 'link' | 'file';
	visibility: 'public' | 'redacted';
	url?: string | undefined;
	archived_url?: string | undefined;
	sha256?: string | undefined;
	name?: string | undefined;
	media_type?: string | undefined;
	bytes?: number | undefined;
	redaction?: object | undefined;
};

/**
 * An item shows where it leads, or says why it does not: a redacted one has a redaction and no address, and
 * of its file at most the hash. A public link has its address, a public file its hash, and where the file can
 * be had its name, type and size, all three.
 */
export function isEvidence(item: Evidence): boolean {
	const { kind, visibility, url, archived_url, sha256, name, media_type, bytes, redaction } = item;
	const absent = (...values: unknown[]) => values.every((value) => value === undefined);
	const isHeld = !absent(name, media_type, bytes);
	const isWhole = name !== undefined && media_type !== undefined && bytes !== undefined;
	if (visibility === 'redacted')
		return (
			redaction !== undefined &&
			absent(url, archived_url) &&
			!isHeld &&
			(kind === 'file' || absent(sha256))
		);
	if (redaction !== undefined) return false;
	return kind === 'link'
		? url !== undefined && absent(sha256) && !isHeld
		: sha256 !== undefined && absent(url, archived_url) && (!isHeld || isWhole);
}

/** Who transcribes a record says from what. */
export function isRegistration({
	kept_by,
	kept_by_note
}: {
	kept_by: string;
	kept_by_note?: string | undefined;
}): boolean {
	return kept_by !== 'transcriber' || kept_by_note !== undefined;
}

type Revision = {
	criteria: readonly string[];
	target?: { note?: string | undefined } | undefined;
	reason?: string | undefined;
	translation?:
		| {
				criteria: readonly string[];
				target_note?: string | undefined;
				reason?: string | undefined;
		  }
		| undefined;
};

/** A translation says neither more nor less than the revision that carries it. */
export function isRevision({ criteria, target, reason, translation }: Revision): boolean {
	if (!translation) return true;
	return (
		translation.criteria.length === criteria.length &&
		(translation.target_note === undefined || target?.note !== undefined) &&
		(translation.reason === undefined || reason !== undefined)
	);
}

/** As many successors as the end has, each once. */
export function isClosing({
	as,
	successors
}: {
	as: string;
	successors: readonly string[];
}): boolean {
	if (new Set(successors).size !== successors.length) return false;
	if (as === 'superseded') return successors.length === 1;
	return as === 'split' ? successors.length > 1 : successors.length === 0;
}

type Figures = {
	n: number;
	current: number;
	reviewed: number;
	claimed?: number | undefined;
	evidenced?: number | undefined;
	delivery: { n: number; rate?: number | undefined };
};

/** Parts are no more than the whole, and scores are absent where nothing is scored, and only there. */
export function areFigures({
	n,
	current,
	reviewed,
	claimed,
	evidenced,
	delivery
}: Figures): boolean {
	return (
		current <= n &&
		reviewed <= n &&
		(claimed === undefined) === (n === 0) &&
		(evidenced === undefined) === (n === 0) &&
		(claimed === undefined || evidenced === undefined || evidenced <= claimed) &&
		(delivery.rate === undefined) === (delivery.n === 0)
	);
}

/** True for a number of at most two decimals. */
export function isHundredths(value: number): boolean {
	return Number(value.toFixed(2)) === value;
}

type Certificate = {
	period: string;
	as_of: string;
	corrects?: number | undefined;
	reason?: string | undefined;
};

/** The figures are of the quarter's last day, and a correction says why it came. */
export function isCertificate({ period, as_of, corrects, reason }: Certificate): boolean {
	// Asked of a period that is none, too.
	const isOnItsDay = QUARTER_PATTERN.test(period) && as_of === lastDayOf(period);
	return isOnItsDay && (corrects === undefined) === (reason === undefined);
}
