import { test as property, fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { cleanName, endingOf } from './name.ts';

test.each([
	['report.pdf', 'report.pdf'],
	['../../etc/passwd', 'passwd'],
	['C:\\Windows\\system32\\evil.txt', 'evil.txt'],
	['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
	['invoice\u202Efdp.exe', 'invoicefdp.exe'],
	['zero\u200Bwidth.png', 'zerowidth.png'],
	['"quoted".csv', '_quoted_.csv'],
	['CON.txt', '_CON.txt'],
	['com1', '_com1'],
	['.htaccess', 'htaccess'],
	['...', 'file'],
	['', 'file'],
	['100%25.txt', '100_25.txt'],
	['结果 (终稿).pdf', '结果 (终稿).pdf'],
	['e\u0301.txt', 'é.txt'],
	['\uD800.txt', '\uFFFD.txt'],
	[`${'a'.repeat(300)}.pdf`, `${'a'.repeat(96)}.pdf`],
	['😀'.repeat(300), '😀'.repeat(100)]
])('%j becomes %j', (name, clean) => {
	expect(cleanName(name)).toBe(clean);
});

property.prop([fc.string({ unit: 'binary', maxLength: 400 })])(
	'a clean name is harmless',
	(name) => {
		const clean = cleanName(name);
		expect(clean).toMatch(/^[^/\\<>:"|?*%\p{C}]{1,100}$/u);
		expect(clean).not.toMatch(/^[. ]|[. ]$/);
		expect(cleanName(clean)).toBe(clean);
	}
);

test('the ending of a name is what follows its last dot', () => {
	expect(endingOf('a.tar.GZ')).toBe('gz');
	expect(endingOf('report.pdf.exe')).toBe('exe');
	expect(endingOf('noending')).toBeUndefined();
	expect(endingOf('.hidden')).toBeUndefined();
});
