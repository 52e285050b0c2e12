import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { bibtex, citation, type Cited } from './cite.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const cited: Cited = {
	organization: 'Lodestone',
	own: true,
	title: 'Scorecard',
	day: '2026-12-01',
	seq: 214,
	address: 'https://waymark.example/lodestone?as_of=2026-12-01'
};

test('a citation names the organization, title, day, record position and address', () => {
	expect(citation(cited)).toBe(
		'Lodestone, “Scorecard”, as of 1 December 2026. Waymark, record up to entry 214. https://waymark.example/lodestone?as_of=2026-12-01'
	);
	expect(citation({ ...cited, own: false })).toContain('Transcribed by a third party.');
});

test('and for BibTeX', () => {
	expect(bibtex(cited)).toBe(
		`@misc{lodestone-2026-12-01,
  author = {{Lodestone}},
  title = {{Scorecard}},
  year = {2026},
  month = dec,
  howpublished = {Waymark},
  note = {As of 1 December 2026. Record up to entry 214},
  url = {https://waymark.example/lodestone?as_of=2026-12-01},
}`
	);
});

const titleOf = (title: string) => /title = \{\{(.*)\}\},/.exec(bibtex({ ...cited, title }))![1];

test.each([
	['50% & more #1 of a_b for $5', String.raw`50\% \& more \#1 of a\_b for \$5`],
	['a } b', String.raw`a \textbraceright{} b`],
	['{a\\b}', String.raw`\textbraceleft{}a\textbackslash{}b\textbraceright{}`],
	['~ ^', String.raw`\textasciitilde{} \textasciicircum{}`],
	['Évaluations 安全 – “b”', 'Évaluations 安全 – “b”'],
	['two\n\tlines ', 'two lines']
])('in BibTeX %s is %s', (title, escaped) => {
	expect(titleOf(title)).toBe(escaped);
});

test('braces of an entry always balance, whatever is written', () => {
	for (const title of ['}', '{{', '\\}', '\\{', '}@misc{x,', '{\\']) {
		let depth = 0;
		for (const sign of bibtex({ ...cited, organization: title, title })) {
			if (sign === '{') depth += 1;
			if (sign === '}') depth -= 1;
			expect(depth).toBeGreaterThanOrEqual(0);
		}
		expect(depth).toBe(0);
	}
});

test('the key is made of the place and the day, and names no address that breaks an entry', () => {
	const address = 'https://waymark.example/zh/lodestone/goals/two-party?as_of=2026-12-01&x={}';
	const entry = bibtex({ ...cited, address });
	expect(entry).toMatch(/^@misc\{zh-lodestone-goals-two-party-2026-12-01,/);
	expect(entry).toContain('x=%7B%7D},');
});

test('in Chinese too', () => {
	overwriteGetLocale(() => 'zh');
	expect(citation(cited)).toBe(
		'Lodestone：《Scorecard》，截至 2026年12月1日。Waymark，记录至第 214 号条目。https://waymark.example/lodestone?as_of=2026-12-01'
	);
	expect(bibtex(cited)).toContain('note = {截至 2026年12月1日；记录至第 214 号条目}');
});
