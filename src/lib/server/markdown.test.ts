import { expect, test } from 'vitest';
import { overwriteGetLocale } from '../paraglide/runtime.js';
import { markdown } from './markdown.ts';

test('links are followed by nobody on our word', () => {
	expect(markdown('[a](https://a.example)')).toBe(
		'<p><a href="https://a.example" rel="nofollow noopener">a</a></p>\n'
	);
});

test('HTML is shown, not obeyed', () => {
	expect(markdown('<script>alert(1)</script>')).not.toContain('<script');
});

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'vbscript:x'])(
	'%s is no address to link to',
	(address) => {
		expect(markdown(`[a](${address})`)).not.toContain(`href="${address}`);
	}
);

test('images are left out', () => {
	expect(markdown('![a](https://tracker.example/a.png)')).not.toContain('<img');
});

test('the number of a list has room, whatever its digits', () => {
	expect(markdown('9. a\n10. b')).toBe('<ol start="9">\n<li>a</li>\n<li>b</li>\n</ol>\n');
	expect(markdown('99. a\n\n   1. x\n\n100. b')).toMatch(/^<ol start="99" class="to-9999">/);
	expect(markdown('2026. a')).toBe('<ol start="2026" class="to-9999">\n<li>a</li>\n</ol>\n');
	expect(markdown('123456789. a')).toContain('class="to-999999999"');
	expect(markdown('1. a\n'.repeat(100))).toContain('<ol class="to-9999">');
	expect(markdown(`99. a\n${'    - b\n'.repeat(100)}`)).not.toContain('class');
});

test('what scrolls sideways can be scrolled by keyboard, and is named in the language of the page', () => {
	const named = (name: string) => `tabindex="0" role="group" aria-label="${name}"`;
	const table = '| a |\n|---|\n| b |';
	expect(markdown('```\nx\n```')).toBe(`<pre ${named('Code')}><code>x\n</code></pre>\n`);
	expect(markdown(table)).toContain(`<div class="scroll" ${named('Table')}><table>`);
	overwriteGetLocale(() => 'zh');
	const chinese = markdown(table);
	overwriteGetLocale(() => 'en');
	expect(chinese).toContain(named('表格'));
	expect(markdown('<div class="x">')).not.toContain('<div');
});

test('headings start below those of the page', () => {
	expect(markdown('# Big')).toBe('<h3>Big</h3>\n');
});

test('addresses in the text become links, but not what begins with two slashes', () => {
	const html = markdown('https://a.example/b and //c.example/d');
	expect(html.match(/href="[^"]*"|<a/g)).toEqual(['<a', 'href="https://a.example/b"']);
});
