import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { pictureOf, type PictureOf } from './picture.ts';
import { mark, point, trendOf } from './testing.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const of: PictureOf = {
	trend: trendOf(
		[point('2026-01-01', 0), point('2026-03-31', 60, 50), point('2026-06-30', 50, 25)],
		[
			mark('narrowed', '2026-02-15', { names: ['A <b> & "c" \u0007'] }),
			mark('delivered', '2026-03-01')
		]
	),
	name: 'Lodestone & Co <AI>',
	kept_by: 'self',
	day: '2026-06-30',
	method: 2,
	seq: 214,
	address: 'https://waymark.example/lodestone/trend?as_of=2026-06-30&marks=few'
};

test('a picture says what it is of, its day, the record position, who graded and where it stands', () => {
	const svg = pictureOf(of);
	for (const said of [
		'<title id="title">Lodestone &amp; Co &lt;AI&gt;: claimed and evidenced scores over all areas</title>',
		'As of 30 June 2026 · method 2 · record up to entry 214 · Graded by the organization itself',
		'https://waymark.example/lodestone/trend?as_of=2026-06-30&amp;marks=few',
		'Evidenced fell most, by 25 points from 50 to 25, between 31 Mar 2026 and 30 Jun 2026.',
		'Largest fall: 25'
	])
		expect(svg).toContain(said);
	expect(pictureOf({ ...of, kept_by: 'transcriber' })).toContain('Graded by who transcribed');
});

test('nothing of it is markup of a name, nor a character that XML has no way to write', () => {
	const svg = pictureOf(of);
	expect(svg).toContain('A &lt;b&gt; &amp; &quot;c&quot;');
	expect(svg).not.toContain('\u0007');
	expect(svg).not.toMatch(/<b>|var\(--|https?:\/\/(?!www\.w3\.org|waymark\.example)/);
});

test('a name that cannot be written is left out', () => {
	const svg = pictureOf({ ...of, name: null });
	expect(svg).toContain('<title id="title">Claimed and evidenced scores over all areas</title>');
	expect(svg).not.toContain('Lodestone &amp; Co');
});

test('in Chinese too, and without a single point', () => {
	overwriteGetLocale(() => 'zh');
	const svg = pictureOf({ ...of, trend: trendOf([]) });
	expect(svg).toContain('xml:lang="zh-Hans"');
	expect(svg).toContain('记录至第 214 号条目');
	expect(svg).not.toMatch(/NaN|undefined|null/);
});
