import { normalize, searchTerms, wordsIn, type Term } from './search-text.ts';

/** What a reader asks for: goals that hold every one of the terms, and none of those left out. */
export type Query = { terms: readonly Term[]; without: readonly Term[] };

const QUOTES = ['""', '“”', '„“', '„”', '«»', '»«', '「」', '『』'];
const QUOTED = QUOTES.map(([open, close]) => `${open}[^${open}${close}]*${close}`).join('|');
/** A minus, where words do not go on in front of it, and what it leaves out: a phrase, or up to the next space. */
const PARTS = new RegExp(
	`(?<![^\\s"“”„«»「」『』])([-−–])?(${QUOTED})|(?<!\\S)[-−–](?=[\\p{L}\\p{N}])(\\S+)|${QUOTED}`,
	'gu'
);

/**
 * A query as it is understood: quotation marks hold words together as they stand, a minus before a word or a
 * phrase leaves out what has it, and all else is words. A quotation mark that is never closed is nothing.
 */
export function readQuery(query: string): Query {
	const phrases: Term[] = [];
	const without: Term[] = [];
	// As Chinese keyboards write them.
	const plain = query.replaceAll('＂', '"').replaceAll('－', '-').replaceAll('\u3000', ' ');
	const rest = plain.replaceAll(
		PARTS,
		(part: string, minus?: string, quoted?: string, bare?: string) => {
			const words = wordsIn(normalize(bare ?? (quoted ?? part).slice(1, -1)));
			if (words.length === 0) return ' ';
			const phrase = { words, whole: bare === undefined };
			const term = words.length === 1 && !phrase.whole ? words[0]! : phrase;
			(minus || bare ? without : phrases).push(term);
			return ' ';
		}
	);
	return { terms: [...(/\S/.test(rest) ? searchTerms(rest) : []), ...phrases], without };
}

/** A term as a page shows it. */
export const termText = (term: Term) =>
	typeof term === 'string' ? term : `“${joined(term.words)}”`;

const joined = (words: readonly string[]) =>
	words.join(' ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
