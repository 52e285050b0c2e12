/* eslint-disable no-restricted-syntax -- Markup: what is read comes from the catalogue. */

import { inChinese } from '../../view/shared/in-chinese.ts';

/** What pictures that stand alone share: the colours of paper, the fonts, and how words become SVG. */

/** Of paper: a picture is put into documents, which are light. Those of src/styles. */
export const COLOURS = {
	paper: '#fbf9f4',
	ink: '#1c1b18',
	'ink-soft': '#575349',
	rule: '#dad4c6',
	'rule-strong': '#857f71',
	accent: '#17486f',
	'accent-wash': '#e7eef4',
	caution: '#745200',
	'caution-wash': '#f8f0da',
	serious: '#9a3210',
	'serious-wash': '#fbece5',
	'grade-0': '#69655c',
	'grade-1': '#a8481c',
	'grade-2': '#8a6400',
	'grade-3': '#3a78ab',
	'grade-4': '#17486f'
} as const;
export type Colour = keyof typeof COLOURS;

const SANS = "'Noto Sans'";
const CHINESE = "'Noto Sans SC','PingFang SC','Microsoft YaHei'";
export const FONTS = `${SANS},${CHINESE},sans-serif`;

export const fill = (colour: Colour) => `fill="${COLOURS[colour]}"`;

export function text(x: number, y: number, words: string, attributes = ''): string {
	return `<text x="${x}" y="${y}" ${attributes}>${written(words)}</text>`;
}

/**
 * Words within a text, in one font. What draws the PNG would look for a second one by itself, but draws boxes
 * or nothing where one font makes one glyph of two letters ("fi") and the other two.
 */
export function written(words: string): string {
	return inChinese(words)
		? `<tspan font-family="${CHINESE},sans-serif">${xml(words)}</tspan>`
		: xml(words);
}

/** The hatching of what is claimed and not supported, to be filled with by its id. */
export function hatch(id: string, step: number, width: number, opacity: number): string {
	return `<defs><pattern id="${id}" width="${step}" height="${step}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="1" y1="0" x2="1" y2="${step}" stroke="${COLOURS.accent}" stroke-width="${width}" opacity="${opacity}"/></pattern></defs>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text within XML, without the characters that XML has no way to write. */
export function xml(words: string): string {
	return words
		.toWellFormed()
		.normalize('NFC')
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}
