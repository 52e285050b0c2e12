import { deflateSync, gzipSync } from 'node:zlib';
import { FILE_LIMIT } from '../../src/lib/record/media-types.ts';

/** Files as somebody might send them who means no good, or does not know better. */

export type BadFile = {
	what: string;
	/** Its bytes in the pieces in which they come. */
	parts: () => Iterable<Uint8Array>;
	name: string;
	/** What the sender states. */
	type?: string;
	length?: number;
	/** Part of the sentence that refuses it, or else the name under which it leaves. */
	refused?: RegExp;
	leavesAs?: string;
};

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const join = (...parts: (string | Uint8Array)[]) =>
	Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin1(part) : part)));
const number = (value: number) => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
};

const chunk = (name: string, data: Uint8Array) => join(number(data.length), name, data, number(0));
export const PNG = join(
	'\x89PNG\r\n\x1a\n',
	chunk('IHDR', join(number(1), number(1), '\x08\x06\0\0\0')),
	chunk('IDAT', deflateSync(Buffer.alloc(5))),
	chunk('IEND', Buffer.alloc(0))
);
export const JPEG = join(
	'\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0',
	'\xff\xda\0\x08\x01\x01\0\0\x3f\0\x55\xff\xd9'
);
export const WEBP = join('RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f\0\0\0\0\0');
export const PDF = join('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const ZIP = join(
	'PK\x03\x04\x14\0\0\0\0\0',
	Buffer.alloc(20),
	'a.txt',
	'PK\x05\x06',
	Buffer.alloc(18)
);
/** Both at once: a file, and behind it an archive that ends as the file has to. */
const zipWith = (file: Uint8Array, end: string) =>
	join(file, ZIP.subarray(0, -2), Buffer.of(end.length, 0), end);
/** The last chunk is the archive's comment. */
const zipInPng = () => join(PNG.subarray(0, -12), chunk('teXt', ZIP), PNG.subarray(-12));
const HTML = '<!doctype html><html><script>alert(document.domain)</script></html>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const JS = 'alert(document.cookie)';

/** So many bytes of text, in pieces, of which no more than one stands in memory. */
function* letters(count: number): Generator<Uint8Array> {
	const piece = Buffer.alloc(65_536, 'a');
	for (let left = count; left > 0; left -= piece.length)
		yield piece.subarray(0, Math.min(left, piece.length));
}

const of = (
	what: string,
	content: string | Uint8Array,
	name: string,
	outcome: RegExp | string,
	more: Partial<BadFile> = {}
): BadFile => ({
	what,
	parts: () => [typeof content === 'string' ? utf8(content) : content],
	name,
	...(typeof outcome === 'string' ? { leavesAs: outcome } : { refused: outcome }),
	...more
});

const UNKNOWN = /neither a PDF.*Save it as one of these/;
const PAGE = /page or program.*Print it to PDF/;
const TWO = /two kinds at once.*Save it again/;
const DAMAGED = /ends too early or is damaged.*Save it again/;
const UTF_8 = /not in UTF-8.*Save it again/;
const LARGE = /larger than 10 MiB.*Make it smaller/;
const RENAME = /Rename it so that it ends in/;
const many = (count: number) => ({ parts: () => letters(count) });
const plain = (what: string, name: string, leavesAs: string) => of(what, 'Text.\n', name, leavesAs);

export const BAD_FILES: BadFile[] = [
	of('nothing', '', 'empty.pdf', /is empty.*Choose/),
	of('one byte too many', '', 'large.txt', LARGE, many(FILE_LIMIT + 1)),
	of('too many bytes, called a few', '', 'liar.txt', LARGE, { ...many(2 * FILE_LIMIT), length: 5 }),
	of('a few bytes, called far too many', 'Text.\n', 'boaster.txt', LARGE, {
		length: 1_000_000_000_000
	}),
	of('a hundred times too many', '', 'endless.txt', LARGE, many(100 * FILE_LIMIT)),

	of('an HTML page', HTML, 'page.html', PAGE),
	of('an HTML page called PDF', HTML, 'report.pdf', PAGE),
	of('an HTML page called text', `\ufeff \n\t${HTML}`, 'report.txt', PAGE),
	of('an HTML page behind words', `Dear reader,\n${HTML}`, 'letter.txt', PAGE),
	of('an HTML page behind a comment', `<!-- x -->${HTML}`, 'letter.txt', PAGE),
	of('an SVG picture', SVG, 'picture.svg', PAGE),
	of('an SVG picture called PNG', SVG, 'picture.png', PAGE),
	of('an SVG picture in XML', `<?xml version="1.0"?>${SVG}`, 'picture.txt', PAGE),
	of(
		'XML',
		'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
		'x.xml',
		PAGE
	),
	of('a style sheet of XML', '<xsl:stylesheet version="1.0"/>', 'x.csv', PAGE),
	of('a shell script', '#!/bin/sh\nrm -rf /\n', 'run.txt', PAGE),
	of('a PHP program', '<?php system($_GET["c"]);', 'shell.txt', PAGE),
	of('a JavaScript address', `javascript:${JS}`, 'link.txt', PAGE),
	of('a JavaScript program', JS, 'app.js', RENAME),
	of('a batch file', '@echo off\r\ndel /q *\r\n', 'run.bat', RENAME),
	of('a shortcut', '[InternetShortcut]\nURL=file://host/x\n', 'open.url', RENAME),
	of('text stated as HTML', 'Text.\n', 'a.txt', RENAME, { type: 'text/html' }),
	of('a picture stated as SVG', PNG, 'a.png', RENAME, { type: 'image/svg+xml' }),

	of('a Windows program', join('MZ\x90\0\x03\0\0\0', Buffer.alloc(200)), 'setup.exe', UNKNOWN),
	of('a Windows program called PDF', join('MZ\x90\0', Buffer.alloc(200)), 'report.pdf', UNKNOWN),
	of('a Linux program', join('\x7fELF\x02\x01\x01\0', Buffer.alloc(100)), 'report.txt', UNKNOWN),
	of('a ZIP archive', ZIP, 'files.zip', UNKNOWN),
	of('a ZIP archive called PDF', ZIP, 'report.pdf', UNKNOWN),
	of(
		'a GZIP bomb called PDF',
		join(...Array<Uint8Array>(500).fill(gzipSync(Buffer.alloc(1_000_000)))),
		'bomb.pdf',
		UNKNOWN
	),
	of('a Word document called PDF', join(ZIP, '[Content_Types].xml'), 'report.pdf', UNKNOWN),
	of('GIF and JavaScript at once', `GIF89a/*\0\0*/=1;${JS}`, 'picture.gif', UNKNOWN),
	of('GIF and JavaScript without zeros', `GIF89a=1;${JS}`, 'picture.gif', RENAME),
	of('a GIF called PNG', join('GIF89a\x01\0\x01\0\0\0\0;'), 'picture.png', UNKNOWN),
	of('BMP', join('BM', Buffer.alloc(60)), 'picture.bmp', UNKNOWN),
	of('text with a NUL', 'One\0two\n', 'a.txt', UNKNOWN),
	of('text with terminal codes', 'One \u001b]0;two\u0007\n', 'a.log', UNKNOWN),

	of('text in UTF-16, little-endian', join('\xff\xfeT\0e\0x\0t\0'), 'a.txt', UTF_8),
	of('text in UTF-16, big-endian', join('\xfe\xff\0T\0e\0x\0t'), 'a.csv', UTF_8),
	of('text in Latin-1', latin1('R\xe9sum\xe9\n'), 'a.txt', UTF_8),
	of('text in overlong UTF-8', join('a\xc0\xafb\n'), 'a.txt', UTF_8),
	of('text in UTF-8 cut off', join('Caf\xc3'), 'a.txt', UTF_8),

	of('PDF behind HTML', join(HTML, PDF), 'a.pdf', PAGE),
	of('PDF behind other bytes', join('\x01\x02\x03', PDF), 'a.pdf', UNKNOWN),
	of(
		'PDF with a page at its start',
		join('%PDF-1.4\n%', HTML, '\n', PDF.subarray(9)),
		'a.pdf',
		TWO
	),
	of('PDF and ZIP at once', join(PDF, ZIP), 'a.pdf', TWO),
	of('PDF and ZIP with the end of PDF as its comment', zipWith(PDF, '%%EOF\n'), 'a.pdf', TWO),
	of('PDF cut off', PDF.subarray(0, 40), 'a.pdf', DAMAGED),
	of('PNG and ZIP at once', join(PNG, ZIP), 'a.png', TWO),
	of('PNG and HTML at once', join(PNG, HTML), 'a.png', TWO),
	of('PNG cut off', PNG.subarray(0, 60), 'a.png', DAMAGED),
	of('nothing of PNG but its mark', PNG.subarray(0, 8), 'a.png', DAMAGED),
	of(
		'PNG with a chunk of 4 GB',
		join(PNG.subarray(0, 8), number(0xffffffff), 'IHDR'),
		'a.png',
		DAMAGED
	),
	of('JPEG and ZIP at once', join(JPEG, ZIP, 'x'), 'a.jpg', TWO),
	of('JPEG and ZIP with the end of JPEG as its comment', zipWith(JPEG, '\xff\xd9'), 'a.jpg', TWO),
	of('PNG and ZIP in a chunk of it', zipInPng(), 'a.png', TWO),
	of('JPEG cut off', JPEG.subarray(0, -2), 'a.jpg', DAMAGED),
	of('WebP and ZIP at once', join(WEBP, ZIP), 'a.webp', TWO),
	of('WebP cut off', WEBP.subarray(0, -3), 'a.webp', DAMAGED),
	of('RIFF that is no picture', join('RIFF\x10\0\0\0WAVEfmt ', Buffer.alloc(8)), 'a.webp', UNKNOWN),
	of('PNG called JPEG', PNG, 'a.jpg', RENAME),
	of('PDF called text', PDF, 'a.txt', RENAME),
	of('text called PDF', 'Text.\n', 'a.pdf', RENAME),
	of('a program by its second ending', 'Text.\n', 'report.pdf.exe', RENAME),
	of('a program called text from right to left', 'Text.\n', 'report\u202Etxt.exe', RENAME),

	of(
		'PDF that unpacks to much',
		join(
			'%PDF-1.7\n1 0 obj\n<</Filter[/FlateDecode/FlateDecode]>>stream\n',
			deflateSync(deflateSync(Buffer.alloc(8_000_000))),
			'\nendstream\nendobj\n%%EOF'
		),
		'bomb.pdf',
		'bomb.pdf'
	),
	of(
		'PDF that runs something',
		join(PDF.subarray(0, -6), '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>\n%%EOF'),
		'act.pdf',
		'act.pdf'
	),
	of('CSV with formulas', '=HYPERLINK("https://x.example?"&A1),@SUM(1),+1,-1\n', 'a.csv', 'a.csv'),
	of(
		'a script among the words',
		`${'Words. '.repeat(300)}<script>${JS}</script>\n`,
		'log.txt',
		'log.txt'
	),

	plain('a name that climbs', '../../../etc/cron.d/x.txt', 'x.txt'),
	plain('a name that climbs on Windows', '..\\..\\windows\\win.txt', 'win.txt'),
	plain('a name with a header in it', 'a\r\nSet-Cookie: s=1\r\n\r\nb.txt', 'aSet-Cookie_ s=1b.txt'),
	plain('a name with quotes', 'a"; filename="b.exe".txt', 'a_; filename=_b.exe_.txt'),
	plain('a name that turns around', 'a\u202Excod\u202C.txt', 'axcod.txt'),
	plain('a name of 300 characters', `${'n'.repeat(300)}.txt`, `${'n'.repeat(96)}.txt`),
	plain(
		'a name of 300 characters beyond 16 bits',
		`${'😀'.repeat(300)}.txt`,
		`${'😀'.repeat(96)}.txt`
	),
	plain('a name that Windows keeps', 'NUL.txt', '_NUL.txt'),
	plain('a name with a NUL', 'a\0.exe.txt', 'a.exe.txt'),
	plain('a name in another script', '报告 – отчёт.txt', '报告 – отчёт.txt'),
	plain('a name with half a character', 'a\uD83D.txt', 'a\uFFFD.txt'),
	plain(
		'a name that is a page',
		'<img src=x onerror=alert(1)>.txt',
		'_img src=x onerror=alert(1)_.txt'
	),
	plain('a name with escapes', '%2e%2e%2fx.txt', '_2e_2e_2fx.txt'),
	plain('no name', '', 'file.txt'),
	plain('a name of dots', '...', 'file.txt'),
	plain('a name without an ending', 'README', 'README.txt')
];
