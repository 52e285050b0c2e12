import { describe, expect, test } from 'vitest';
import { markUnseen } from './mark-unseen.ts';

const mark = '<abbr class="unseen" title="U+202E (right-to-left override)">[U+202E]</abbr>';

describe('a character that nobody sees is shown', () => {
	test.each([
		['in text', '<h1>Goal \u202elaog</h1>', `<h1>Goal ${mark}laog</h1>`],
		['at the ends', '<p>\u202ea\u202e</p>', `<p>${mark}a${mark}</p>`],
		[
			'in what is read out',
			'<a title="a\u202eb" href="/x">c</a>',
			'<a title="a[U+202E]b" href="/x">c</a>'
		],
		['in the title', '<title>a\u202eb</title><p>\u202e', `<title>a[U+202E]b</title><p>${mark}`],
		[
			'in a drawing',
			'<svg><text>a\u202eb</text></svg>\u202e',
			`<svg><text>a[U+202E]b</text></svg>${mark}`
		],
		[
			'behind an attribute with a bracket',
			'<a title="a>b">\u202e</a>',
			`<a title="a>b">${mark}</a>`
		]
	])('%s', (_, html, shown) => {
		expect(markUnseen(html)).toBe(shown);
	});

	test('and named in the language of the page', () => {
		expect(markUnseen('a\u{e0041}\u200bb')).toBe(
			'a<abbr class="unseen" title="U+E0041 (tag character)">[U+E0041]</abbr><abbr class="unseen" title="U+200B (zero-width space)">[U+200B]</abbr>b'
		);
	});
});

test.each([
	'<p>می‌خواهم 👩‍🔬 Dampf\u00adschiff</p>',
	// The letters on both sides of a tag are of one word.
	'<del>می</del>\u200c<ins>خ</ins>',
	// What is done, and not read: the address leads where it led.
	'<a href="https://lab.example/a\u200b">a</a>',
	'<input value="a\u202eb">',
	'<script type="application/json">"a\u202eb"</script>',
	'<textarea>a\u202eb</textarea>'
])('nothing else is changed: %j', (html) => {
	expect(markUnseen(html)).toBe(html);
});
