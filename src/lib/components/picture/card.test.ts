import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import type { Card } from '../../view/card/card.ts';
import { cardPicture } from './card.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const any = () => true;
const FIGURES = [
	{ name: 'Evidenced', value: '41' },
	{ name: 'Claimed', value: '68' }
];
const of = (more: Partial<Card> = {}): Card => ({
	over: ['Roadmap', 'Scorecard'],
	titles: ['Lodestone & Co <AI>'],
	scores: { claimed: 68, evidenced: 41, word: null, figures: FIGURES },
	badges: [],
	lines: [['As of 1 December 2026'], ['Graded by the organization itself']],
	...more
});

test('a card has its title, figures, the bar and who graded, as text and not as markup', () => {
	const svg = cardPicture(of(), any);
	expect(svg).toMatch(/^<svg [^>]*width="1200" height="630"/);
	for (const said of ['Roadmap · Scorecard', 'Lodestone &amp; Co &lt;AI&gt;', '>41<', '>68<'])
		expect(svg).toContain(said);
	expect(svg).toContain('Graded by the organization itself');
	// 68 and 41 percent of 1056.
	expect(svg).toMatch(/width="718\.08" height="40" fill="url\(#hatch\)"/);
	expect(svg).toMatch(/width="432\.96" height="40" fill="#17486f"/);
	expect(svg).not.toMatch(/NaN|undefined|null|<AI>/);
});

test('where no figure is to stand large there is none, and the bar stands', () => {
	const scores = { claimed: 68, evidenced: 41, word: 'Transcribed', figures: FIGURES };
	const svg = cardPicture(of({ scores }), any);
	expect(svg).toContain('Transcribed');
	expect(svg).not.toMatch(/>(41|68)</);
	expect(svg).toContain('url(#hatch)');
});

test('without a score the bar is empty', () => {
	const scores = { claimed: null, evidenced: null, word: 'No goals', figures: [] };
	const svg = cardPicture(of({ scores }), any);
	expect(svg).not.toContain('url(#hatch)');
	expect(svg).not.toMatch(/NaN|undefined|null/);
});

test('what cannot be written is left out, each part by itself', () => {
	const can = (words: string) => !words.includes('م');
	const named = of({ over: ['منارة', 'Alignment goal'], titles: ['منارة', 'Lighthouse'] });
	const svg = cardPicture(named, can);
	expect(svg).not.toContain('م');
	expect(svg).toContain('>Alignment goal<');
	expect(svg).toContain('>Lighthouse<');
	expect(cardPicture(of({ titles: ['منارة'] }), can)).toContain('>41<');
});

test('a goal has its grade as mark and word, and its badges as many as there is room for', () => {
	const badges = (['overdue', 'transcribed', 'date_moved', 'unsupported', 'stale'] as const).map(
		(kind) => ({ kind, times: kind === 'date_moved' ? 3 : 1 })
	);
	const goal = of({ scores: undefined, grade: 2, badges: [...badges, ...badges] });
	const svg = cardPicture(goal, any);
	expect(svg).toContain('Partly delivered');
	expect(svg).toContain('Date moved ×3');
	const ends = [...svg.matchAll(/<rect x="([\d.]+)" y="434" width="([\d.]+)"/g)].map(
		([, x, width]) => Number(x) + Number(width)
	);
	expect(ends.length).toBeGreaterThan(4);
	for (const end of ends) expect(end).toBeLessThanOrEqual(1128);
	expect(cardPicture(of({ scores: undefined, grade: null }), any)).toContain('No update yet');
});

test('a text of which any is Chinese is in the font of Chinese as a whole', () => {
	overwriteGetLocale(() => 'zh');
	const svg = cardPicture(of({ over: ['Lodestone AI (fictional)', '对齐目标'] }), any);
	expect(svg).toContain('xml:lang="zh-Hans"');
	expect(svg).toMatch(
		/<tspan font-family="'Noto Sans SC'[^>]*>Lodestone AI \(fictional\) · 对齐目标</
	);
});
