import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { escapeFormula, readCsv, unescapeFormula, writeCsv } from './csv.ts';

/** Texts rich in what has a meaning in such files and in spreadsheets. */
const special = fc.constantFrom(
	'"',
	',',
	'\r',
	'\n',
	';',
	"'",
	'=',
	'+',
	'-',
	'@',
	'\t',
	'＝',
	'\ufeff',
	'a'
);
const cell = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.array(special, { maxLength: 8 }).map((parts) => parts.join(''))
);
const table = fc
	.integer({ min: 1, max: 5 })
	.chain((width) =>
		fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 })
	);

property.prop([table])('what is written reads back', (rows) => {
	expect(readCsv(writeCsv(rows))).toEqual({ rows });
});

property.prop([cell])('a cell comes back from its escape, which no spreadsheet runs', (text) => {
	const escaped = escapeFormula(text);
	expect(unescapeFormula(escaped)).toBe(text);
	expect(escaped).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
});

property.prop([cell, cell])('no two cells are escaped alike', (one, other) => {
	expect(escapeFormula(one) === escapeFormula(other)).toBe(one === other);
});

/** What programs that separate at any of the marks, in quotation marks or not, take for cells. */
const cellsOfAny = (file: string) =>
	file
		.replace(/^\ufeff/, '')
		.split(/[,;\t\r\n]/)
		.map((part) => part.replace(/^"+/, ''));

property.prop([table, fc.constantFrom(',', ';', '\t')])(
	'no program finds a formula in a file, wherever it separates, and ours the same cells',
	(rows, delimiter) => {
		const file = writeCsv(
			rows.map((row) => row.map(escapeFormula)),
			delimiter
		);
		for (const part of cellsOfAny(file)) expect(part).not.toMatch(/^[=+\-@＝＋－＠]/);
		const read = readCsv(file, { delimiter });
		expect('rows' in read && read.rows.map((row) => row.map(unescapeFormula))).toEqual(rows);
	}
);

property.prop([fc.array(special, { maxLength: 30 })])('any text is read or refused', (parts) => {
	const read = readCsv(parts.join(''));
	expect('rows' in read || read.fault.row > 0).toBe(true);
});

describe('a file as programs write it', () => {
	test.each([
		['', []],
		[
			'a,b\r\n1,2\r\n',
			[
				['a', 'b'],
				['1', '2']
			]
		],
		[
			'a,b\n1,2',
			[
				['a', 'b'],
				['1', '2']
			]
		],
		[
			'\ufeffa,b\r1,2\r',
			[
				['a', 'b'],
				['1', '2']
			]
		],
		[
			'a,\n,',
			[
				['a', ''],
				['', '']
			]
		],
		['a\n\nb', [['a'], [''], ['b']]],
		['"a ""b""","c\r\nd"\r\n', [['a "b"', 'c\r\nd']]],
		['"",""', [['', '']]]
	])('%j', (text, rows) => {
		expect(readCsv(text)).toEqual({ rows });
	});

	test.each([
		['a\n"b', 2, 'quote_open'],
		['a\nb"c"', 2, 'quote_inside'],
		['"a"b', 1, 'quote_after'],
		['"two\nlines"\n"b" ,c', 2, 'quote_after']
	])('%j is refused with its row', (text, row, fault) => {
		expect(readCsv(text)).toEqual({ fault: { row, fault } });
	});
});

test.each([
	["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
	['-1', "'-1"],
	['＝1', "'＝1"],
	["'=1", "''=1"],
	["it's", "it's"],
	["'quoted'", "'quoted'"],
	['a=b', 'a=b'],
	[
		'Text,=HYPERLINK("http://e.example","x"),more\n=1+1',
		'Text,\'=HYPERLINK("http://e.example","x"),more\n\'=1+1'
	],
	['a;"=1', 'a;\'"=1'],
	["a\t'+1", "a\t''+1"],
	['- one\r\n- two', "'- one\r\n'- two"],
	['a, -b', 'a, -b'],
	["a,'b'", "a,'b'"]
])('%j is written as %j', (text, written) => {
	expect(escapeFormula(text)).toBe(written);
	expect(unescapeFormula(written)).toBe(text);
});
