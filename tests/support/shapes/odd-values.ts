/** A number as it is written, since JavaScript could not hold it otherwise. */
export class Written {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

const NUMBERS = [
	...['0', '-0', '1', '2', '3', '-1', '0.5', '1.0', '1e0', '12E-1', '100', '101', '1000001'],
	...['66.67', '66.675', '12.345', '66.6700000000000000001', '100.00000000000000000001'],
	...['1.00000000000000000000001', '0.99999999999999999999999'],
	...['9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740992', '1e300'],
	...[
		'1.7976931348623157e308',
		'1.7976931348623158e308',
		'1.7976931348623159e308',
		'1e400',
		'-1e400'
	],
	...['5e-324', '2e-324', '1e-400', '-1e-16000', '1e131071', '1e131072', '-1e140000']
].map((text) => new Written(text));

const SPACES = [
	...' \t\n\v\f\r\u001c\u0085\u00a0\u1680\u180e\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff'
];
const DAYS = [
	...['1899-12-31', '1900-01-01', '2200-12-31', '2201-01-01'],
	...['2026-11-21', '2026-02-30', '2024-02-29', '1900-02-29', '2000-02-29', '2026-04-31'],
	...['0000-01-01', '0001-01-01', '9999-12-31', '10000-01-01', '-001-01-01', '2026-13-01'],
	...[
		'2026-00-10',
		'2026-11-00',
		'2026-1-1',
		'2026-11-21\n',
		' 2026-11-21',
		'٢٠٢٦-11-21',
		'２０２６-11-21'
	]
];
const TEXTS = [
	...['', 'a', 'A', 'a-b', 'a--b', '-a', 'a-', 'a\n', 'é', 'ａ', '１', 'ı', 'ſ', 'null', '1'],
	...['\u3000x', '\0', 'a\0b', '\ud83e', 'a\udd2d', '\udded\ud83e', '🧭', 'e\u0301', '\uffff'],
	...[
		'2026-11-21T09:30:00Z',
		'2026-11-21T24:00:00Z',
		'2026-02-30T09:30:00Z',
		'2026-11-21T09:30:60Z'
	],
	...[
		'2026-11-21T09:30:00+00:00',
		'2026-11-21T09:30Z',
		'2026-11-21t09:30:00z',
		'2026-11-21T09:30:00.Z'
	],
	...['2026-Q3', '2026-Q1', '2026-Q5', '0000-Q1', '2026-q3', '2026-Q3\n', '٢٠٢٦-Q3'],
	...[
		'https://a',
		'HTTP://a b',
		'https://',
		'http://\u3000',
		'ftp://a',
		'https://a\u0085b',
		'ſhttp://a'
	],
	...[
		'a\u202eb',
		'a\u200b',
		'\u00ad',
		'a\u00adb',
		'\u2800',
		'https://a/\u00ad',
		'می\u200cخ',
		'👩\u200d🔬'
	],
	...['a/b', 'a\\b', 'a\u0001', 'a\u007f', 'a\u009f', 'a]b', 'a^b'],
	...['A'.repeat(64), 'g'.repeat(64), 'a'.repeat(64), `${'a'.repeat(64)}\n`],
	...['delivered', 'split', 'superseded', 'self', 'transcriber', 'link', 'file', 'redacted', 'zh']
];

/** Texts of a length at a limit: in code points, in UTF-16 units and in bytes. */
export const around = (limit: number): string[] =>
	[limit - 1, limit, limit + 1].flatMap((length) => [
		'x'.repeat(length),
		'例'.repeat(length),
		'🧭'.repeat(Math.floor(length / 2)) + 'x'.repeat(length % 2),
		'🧭'.repeat(length)
	]);

/** What one language may read otherwise than the other, and what is plainly wrong. */
export const ODD_VALUES: readonly unknown[] = [
	...[null, true, false, [], {}, [[]], [null], [''], [{}], { a: 1 }, deep(40)],
	...[...NUMBERS, ...SPACES, ...DAYS, ...TEXTS],
	...[60, 64, 150, 1_000, 8_000].flatMap(around)
];

/** Names that a field may not have, or not there. */
export const ODD_NAMES = [
	...[
		'another',
		'',
		' ',
		'__proto__',
		'constructor',
		'toString',
		'Kind',
		'kind\n',
		'ｋind',
		'nul\0'
	],
	...['url', 'sha256', 'name', 'reason', 'corrects', 'source', 'redaction', 'translation', 'rate']
];
