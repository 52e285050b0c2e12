import { m } from '../../paraglide/messages.js';
import { longDay } from './day.ts';

/** What a page is cited by. */
export type Cited = {
	organization: string;
	/** Whether the organization keeps the record of itself. */
	own: boolean;
	title: string;
	/** The day that the page speaks of. */
	day: string;
	/** The entry up to which the record stood. */
	seq: number;
	/** The whole address at which the page stays as it is. */
	address: string;
};

/** The citation as a line of text. */
export function citation({ organization, own, title, day, seq, address }: Cited): string {
	const cited = { organization, title, day: longDay(day), seq, address };
	return own ? m.cite_text(cited) : m.cite_text_transcribed(cited);
}

/** The same for BibTeX, in the fields of its `@misc`. What is not ASCII stays: tools of today read UTF-8. */
export function bibtex({ organization, own, title, day, seq, address }: Cited): string {
	const [year, month] = day.split('-');
	const note = { day: longDay(day), seq };
	const fields = [
		// In two pairs of braces: it is no person, of whom the last word would be the family name.
		['author', `{${escaped(organization)}}`],
		['title', `{${escaped(title)}}`],
		['year', year],
		// eslint-disable-next-line no-restricted-syntax -- a name
		['howpublished', 'Waymark'],
		['note', escaped(own ? m.cite_note(note) : m.cite_note_transcribed(note))],
		// As it stands: styles set it in verbatim.
		['url', address.replace(/[{}\\\s]/g, encodeURIComponent)]
	];
	const lines = fields.map(([name, value]) => `  ${name} = {${value}},`);
	lines.splice(3, 0, `  month = ${MONTHS[Number(month) - 1]},`);
	return [`@misc{${keyOf(address, day)},`, ...lines, '}'].join('\n');
}

/** BibTeX's own names of the months. */
// eslint-disable-next-line no-restricted-syntax -- BibTeX
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** From where the page stands and its day, so that two pages of one organization differ. */
function keyOf(address: string, day: string): string {
	const { pathname } = new URL(address);
	return [...pathname.split('/').filter(Boolean), day].join('-').replace(/[^\w-]/g, '');
}

/** By words and not by a backslash where it is a brace: BibTeX counts those that are escaped too. */
const SPECIAL: Record<string, string> = {
	'\\': '\\textbackslash{}',
	'{': '\\textbraceleft{}',
	'}': '\\textbraceright{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}'
};

/** A text on one line, without anything that LaTeX would take for its own. */
function escaped(text: string): string {
	return text
		.replace(/\s+/gu, ' ')
		.trim()
		.replace(/[\\{}~^%&#_$]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`);
}
