import { expect, test } from 'vitest';
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

test('headings start below those of the page', () => {
	expect(markdown('# Big')).toBe('<h3>Big</h3>\n');
});

test('addresses in the text become links, but not what begins with two slashes', () => {
	const html = markdown('https://a.example/b and //c.example/d');
	expect(html.match(/href="[^"]*"|<a/g)).toEqual(['<a', 'href="https://a.example/b"']);
});
