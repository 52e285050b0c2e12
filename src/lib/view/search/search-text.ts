import { cutBefore } from '../shared/graphemes.ts';

/** Words in texts, English and Chinese alike. All positions are in UTF-16 units. */

/** A stretch of text, and whether it is what was searched for. */
export type Piece = { text: string; hit: boolean };

/** Accents and other marks on letters that do without them, not the vowels of other scripts. */
const ACCENTS = /[\u0300-\u036f]/g;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Text as it is compared: compatibility forms, case, accents and the two apostrophes are the same. */
export function normalize(text: string): string {
	if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
	const letters = text.normalize('NFKD').toLowerCase().replace(ACCENTS, '').normalize('NFC');
	return letters.replaceAll('ς', 'σ').replaceAll('’', "'");
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** All words of a normalized text, in order. */
export function wordsIn(text: string): string[] {
	return [...words.segment(text)]
		.filter(({ isWordLike }) => isWordLike)
		.map(({ segment }) => segment);
}

/**
 * What is searched for: a word, or part of one from its beginning; or words in a row, `whole` where the last
 * has to end there too. All are normalized.
 */
export type Term = string | { words: readonly string[]; whole: boolean };

const SINGLE_HAN = /^\p{Script=Han}$/u;
/** What only joins Chinese words: "模型权重的保护" asks for the words on either side. */
// eslint-disable-next-line no-restricted-syntax -- the words of a language, not words of ours
const PARTICLES = ['的', '了', '和', '与', '及', '或', '在'];

/**
 * The words of a query, normalized, each once. Chinese is split by the segmenter's dictionary; where
 * that does not know a word and leaves single characters, they stay together as they were typed.
 */
export function searchTerms(query: string): string[] {
	const all: string[] = [];
	const telling: string[] = [];
	let joins = false;
	for (const { segment, isWordLike } of words.segment(normalize(query))) {
		const tells = isWordLike === true && !PARTICLES.includes(segment);
		const single = tells && SINGLE_HAN.test(segment);
		if (isWordLike) all.push(segment);
		if (single && joins) telling.push(telling.pop() + segment);
		else if (tells) telling.push(segment);
		joins = single;
	}
	return [...new Set(telling.length > 0 ? telling : all)];
}

/** Scripts that put no spaces between words: there a term may begin anywhere. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const BEGINS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const ENDS_INSIDE_WORD = new RegExp(`(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}]$`, 'u');

/**
 * Where `term` begins a word of `text` from `from` on, both normalized; -1 where it does not. So
 * "classifier" finds "classifiers", but "red" does not find "shared".
 */
export function indexOfTerm(text: string, term: string, from = 0): number {
	let at = text.indexOf(term, from);
	if (at === -1 || BEGINS_UNSPACED.test(term)) return at;
	while (at !== -1 && ENDS_INSIDE_WORD.test(text.slice(Math.max(0, at - 2), at)))
		at = text.indexOf(term, at + 1);
	return at;
}

const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]$`, 'u');
const IN_WORD = /[\p{L}\p{M}\p{N}]/uy;
/** What may stand between words in a row. A line break never: it stands between texts. */
const GAP = /[^\p{L}\p{M}\p{N}\n]*/uy;

const matchAt = (pattern: RegExp, text: string, at: number) => {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
};

/** Where the term stands in the normalized text from `from` on; null where it does not. */
export function findTerm(text: string, term: Term, from = 0): [from: number, to: number] | null {
	const [first, ...rest] = typeof term === 'string' ? [term] : term.words;
	const whole = typeof term !== 'string' && term.whole;
	for (let at = from; (at = indexOfTerm(text, first!, at)) !== -1; at += 1) {
		const end = endOfRow(text, at + first!.length, first!, rest);
		if (end === null) continue;
		const ended = !whole || ENDS_UNSPACED.test(rest.at(-1) ?? first!);
		if (ended || matchAt(IN_WORD, text, end) === undefined) return [at, end];
	}
	return null;
}

/** Where the words end of which the first ends at `at`; null where others stand there. */
function endOfRow(text: string, at: number, first: string, rest: readonly string[]): number | null {
	let end = at;
	let before = first;
	for (const word of rest) {
		const gap = matchAt(GAP, text, end)!.length;
		if (!gap && !ENDS_UNSPACED.test(before) && !BEGINS_UNSPACED.test(word)) return null;
		if (!text.startsWith(word, end + gap)) return null;
		end += gap + word.length;
		before = word;
	}
	return end;
}

/** Text with the terms in it apart. The pieces joined are the text. */
export function markTerms(text: string, terms: readonly Term[]): Piece[] {
	const pieces: Piece[] = [];
	let done = 0;
	for (const [from, to] of spansOf(text, terms)) {
		if (from > done) pieces.push({ text: text.slice(done, from), hit: false });
		pieces.push({ text: text.slice(from, to), hit: true });
		done = to;
	}
	if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
	return pieces;
}

/** How much an excerpt shows before the first term, and in all. */
const BEFORE = 80;
const LENGTH = 280;

/** A stretch of the text around the first of the terms in it, or its beginning, with them apart. */
export function excerpt(text: string, terms: readonly Term[]): Piece[] {
	const first = spansOf(text, terms)[0]?.[0] ?? 0;
	const from = first <= BEFORE ? 0 : cut(text, first - BEFORE);
	const to = from + LENGTH >= text.length ? text.length : cut(text, from + LENGTH);
	const pieces = markTerms(text.slice(from, to).trim(), terms);
	if (from > 0) pieces.unshift({ text: '… ', hit: false });
	if (to < text.length) pieces.push({ text: ' …', hit: false });
	return pieces;
}

/** The next space, where there is one near; never inside a character as readers see it. */
function cut(text: string, at: number): number {
	const space = text.slice(at, at + 20).indexOf(' ');
	if (space !== -1) return at + space;
	return cutBefore(text, at);
}

/** What normalizes together: a character with its marks, and a syllable of Hangul letters. */
const CLUSTER = /[\u1100-\u11ff]+|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gu;

/** Where the terms stand in the text as it was written, in order and apart from each other. */
function spansOf(text: string, terms: readonly Term[]): [from: number, to: number][] {
	let normalized = '';
	// For each unit of the normalized text, where what it came from begins and ends.
	const from: number[] = [];
	const to: number[] = [];
	for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
		normalized += normalize(cluster);
		while (from.length < normalized.length) {
			from.push(index);
			to.push(index + cluster.length);
		}
	}
	const spans = terms.flatMap((term) => {
		const found: [number, number][] = [];
		let at = findTerm(normalized, term);
		for (; at; at = findTerm(normalized, term, at[1])) found.push([from[at[0]]!, to[at[1] - 1]!]);
		return found;
	});
	return joined(spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
}

function joined(spans: readonly [number, number][]): [number, number][] {
	const apart: [number, number][] = [];
	for (const [from, to] of spans) {
		const last = apart.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else apart.push([from, to]);
	}
	return apart;
}

/** Markdown without its marks, on one line: what a reader sees of it. */
export function plainText(markdown: string): string {
	return (
		markdown
			.replace(/!?\[([^[\]]{0,500})\]\([^()]{0,2000}\)/g, '$1')
			.replace(/^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+/gm, '')
			.replace(/\*\*|__|~~|`/g, '')
			.replace(/(?<![\w*_])([*_])(\S(?:[^*_\n]{0,300}\S)?)\1(?![\w*_])/g, '$2')
			// A single space, which most are, needs no replacing.
			.replace(/[^\S ]\s*| \s+/g, ' ')
			.trim()
	);
}
