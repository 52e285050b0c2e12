import type { MediaType } from '../../record/media-types.ts';

/**
 * What a file is by its bytes alone. Nothing is ever unpacked. A file has to be of its type from the first
 * byte to the last: what begins or goes on as something else is a file of two kinds, and refused.
 */

export type Sniffed =
	| { type: Exclude<MediaType, 'text/csv'> }
	| { problem: 'unknown' | 'markup' | 'encoding' | 'damaged' | 'two_kinds' };

/** CSV is text to look at: only its name tells it. */
export function sniff(bytes: Uint8Array): Sniffed {
	const sniffed = byStart(bytes);
	return 'type' in sniffed && isArchive(bytes) ? { problem: 'two_kinds' } : sniffed;
}

function byStart(bytes: Uint8Array): Sniffed {
	if (begins(bytes, '%PDF-')) return pdf(bytes);
	if (begins(bytes, '\x89PNG\r\n\x1a\n')) return png(bytes);
	if (begins(bytes, '\xff\xd8\xff')) return jpeg(bytes);
	if (begins(bytes, 'RIFF') && begins(bytes.subarray(8), 'WEBP')) return webp(bytes);
	return text(bytes);
}

const buffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const latin1 = (bytes: Uint8Array) => buffer(bytes).toString('latin1');
const begins = (bytes: Uint8Array, start: string) =>
	latin1(bytes.subarray(0, start.length)) === start;

/** Whether programs would open it as a ZIP archive: they look for the end of its list, 22 bytes and a comment. */
const isArchive = (bytes: Uint8Array) =>
	buffer(bytes.subarray(-65_557)).includes('PK\x05\x06', 0, 'latin1');

/** How much of a file browsers look at when they guess what it is. */
const LOOKED_AT = 1_445;
/** What they then take for a page, a picture with scripts, or a program. */
const PAGE = /<(!doctype html|html|head|body|script|svg|iframe|object|embed)\b/i;
const MARKUP = /^\s*<[a-z!?/%]|^#!|^\s*javascript:|<\?(xml|php)\b/i;

function pdf(bytes: Uint8Array): Sniffed {
	if (PAGE.test(latin1(bytes.subarray(0, LOOKED_AT)))) return { problem: 'two_kinds' };
	const end = latin1(bytes.subarray(-1_024));
	const at = end.lastIndexOf('%%EOF');
	if (at < 0) return { problem: 'damaged' };
	return /^%%EOF[\s\0]*$/.test(end.slice(at))
		? { type: 'application/pdf' }
		: { problem: 'two_kinds' };
}

/** From chunk to chunk to the one that has to be the last. */
function png(bytes: Uint8Array): Sniffed {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 8, first = true; at + 12 <= bytes.length; first = false) {
		const length = view.getUint32(at);
		const name = latin1(bytes.subarray(at + 4, at + 8));
		if (first && (name !== 'IHDR' || length !== 13)) break;
		at += 12 + length;
		if (name === 'IEND') return ended(at, bytes, 'image/png');
	}
	return { problem: 'damaged' };
}

/** Segment after segment up to the picture, and the mark of its end at the file's. */
function jpeg(bytes: Uint8Array): Sniffed {
	let at = 2;
	while (at + 4 <= bytes.length) {
		if (bytes[at] !== 0xff) return { problem: 'damaged' };
		const marker = bytes[at + 1]!;
		if (marker === 0xff) at += 1;
		else if (marker === 0xda) break;
		else at += 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
	}
	if (at + 4 > bytes.length) return { problem: 'damaged' };
	// Some cameras fill the file up with zeros, and some put a second picture behind the first.
	let last = bytes.length;
	while (bytes[last - 1] === 0) last -= 1;
	if (bytes[last - 2] === 0xff && bytes[last - 1] === 0xd9) return { type: 'image/jpeg' };
	return {
		problem: buffer(bytes).lastIndexOf('\xff\xd9', -1, 'latin1') > at ? 'two_kinds' : 'damaged'
	};
}

function webp(bytes: Uint8Array): Sniffed {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const known = /^VP8[ LX]$/.test(latin1(bytes.subarray(12, 16)));
	if (bytes.length < 20 || !known) return { problem: 'damaged' };
	const size = view.getUint32(4, true);
	return ended(8 + size + (size % 2), bytes, 'image/webp');
}

function ended(at: number, { length }: Uint8Array, type: 'image/png' | 'image/webp'): Sniffed {
	if (at > length) return { problem: 'damaged' };
	return at < length ? { problem: 'two_kinds' } : { type };
}

function text(bytes: Uint8Array): Sniffed {
	if (begins(bytes, '\xff\xfe') || begins(bytes, '\xfe\xff')) return { problem: 'encoding' };
	if (hasControls(bytes)) return { problem: 'unknown' };
	if (!isUtf8(bytes)) return { problem: 'encoding' };
	const start = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT));
	if (PAGE.test(start) || MARKUP.test(start)) return { problem: 'markup' };
	return { type: 'text/plain' };
}

/** Whether there are controls other than tab, line feed, form feed and carriage return: no text has them. */
function hasControls(bytes: Uint8Array): boolean {
	for (const byte of bytes)
		if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d)
			return true;
	return false;
}

/** In pieces, so that not the whole text stands in memory a second time. */
function isUtf8(bytes: Uint8Array): boolean {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for (let at = 0; at < bytes.length; at += 65_536)
			decoder.decode(bytes.subarray(at, at + 65_536), { stream: true });
		decoder.decode();
		return true;
	} catch {
		return false;
	}
}
