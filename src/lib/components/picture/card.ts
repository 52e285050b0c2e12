/* eslint-disable no-restricted-syntax -- Markup: what is read comes from the catalogue. */
import { TAGS } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import type { Grade } from '../../record/vocabulary.ts';
import type { Card, Scores } from '../../view/card/card.ts';
import { CARD_HEIGHT, CARD_WIDTH } from '../../view/card/size.ts';
import type { GoalBadge } from '../../view/goal/goal-row.ts';
import { BADGES, type Tone } from '../../view/shared/badges.ts';
import { gradeName } from '../../view/shared/words.ts';
import { SLICES } from '../ui/grade-slices.ts';
import { STONES } from '../site/stones.ts';
import { linesOf, widthOf } from './fit.ts';
import { COLOURS, fill, FONTS, hatch, text, type Colour } from './markup.ts';

const LEFT = 72;
const ACROSS = CARD_WIDTH - 2 * LEFT;
/** What stands at the foot leaves room for the name of this site. */
const FOOT = 836;

/** A card as SVG. What the fonts lack, by `can`, is left out. */
export function cardPicture(card: Card, can: (words: string) => boolean): string {
	const title = card.titles.find(can) ?? '';
	const [size, lines] = card.scores ? titled(title, [58, 48], 2) : titled(title, [50], 3);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${CARD_HEIGHT}" viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}" xml:lang="${TAGS[getLocale()]}" font-family="${FONTS}" fill="${COLOURS['ink-soft']}">`,
		`<rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" ${fill('paper')}/>`,
		`<rect width="${CARD_WIDTH}" height="14" ${fill('accent')}/>`,
		one(joined(card.over, can), 88, 26, ACROSS),
		...lines.map((line, index) =>
			text(LEFT, Math.round(98 + (index + 1) * size * 1.22), line, `${bold(size)} ${fill('ink')}`)
		),
		...(card.scores ? scores(card.scores) : graded(card.grade ?? null)),
		...badges(card.badges, card.scores ? 484 : 458),
		`<rect x="${LEFT}" y="518" width="${ACROSS}" height="1.5" ${fill('rule')}/>`,
		...card.lines.map((parts, index) => one(joined(parts, can), 562 + index * 34, 22, FOOT)),
		site(),
		'</svg>'
	].join('\n');
}

/** In the first size in which it takes one line, or in the last. */
function titled(title: string, sizes: readonly number[], most: number) {
	const within = (size: number) => ({ width: ACROSS, size, most, bold: true });
	const size = sizes.find((each) => linesOf(title, within(each)).length <= 1) ?? sizes.at(-1)!;
	return [size, linesOf(title, within(size))] as const;
}

const bold = (size: number) => `font-size="${size}" font-weight="700"`;
/** The parts in one line, without those that cannot be written in it. */
const joined = (parts: readonly string[], can: (words: string) => boolean) =>
	parts.reduceRight((line, part) => {
		const longer = line ? `${part} · ${line}` : part;
		return part !== '' && can(longer) ? longer : line;
	}, '');

/** One line, shortened where it is too long. */
function one(words: string, y: number, size: number, width: number): string {
	return text(LEFT, y, linesOf(words, { width, size, most: 1 })[0] ?? '', `font-size="${size}"`);
}

/** The figures or what stands in their place, and the bar: solid up to evidenced, hatched up to claimed. */
function scores({ claimed, evidenced, figures, word }: Scores): string[] {
	const bar = { x: LEFT, y: 400, width: ACROSS, height: 40 };
	const upTo = (score: number, colour: string) =>
		`<rect x="${bar.x}" y="${bar.y}" width="${(bar.width * score) / 100}" height="${bar.height}" fill="${colour}"/>`;
	const empty = claimed === null || evidenced === null;
	const end = bar.x + (bar.width * (claimed ?? 0)) / 100;
	return [
		...(word === null ? large(figures) : words(word)),
		hatch('hatch', 9, 2.4, 1),
		`<rect x="${bar.x}" y="${bar.y}" width="${bar.width}" height="${bar.height}" ${empty ? `fill="none" stroke="${COLOURS['rule-strong']}" stroke-dasharray="6 6"` : `${fill('rule')} fill-opacity="0.55"`}/>`,
		...(empty
			? []
			: [
					upTo(claimed, 'url(#hatch)'),
					upTo(evidenced, COLOURS.accent),
					`<rect x="${end - 1.5}" y="${bar.y}" width="3" height="${bar.height}" ${fill('accent')}/>`,
					text(LEFT + ACROSS, 474, m.card_key(), `font-size="20" text-anchor="end"`)
				])
	];
}

function large(figures: Scores['figures']): string[] {
	let x = LEFT;
	return figures.flatMap(({ name, value }, index) => {
		const size = index === 0 ? 104 : 60;
		const at = x;
		x += Math.max(widthOf(value, size, true), widthOf(name, 22)) + 64;
		return [
			text(at, 272, name, `font-size="22"`),
			text(at, 370, value, `${bold(size)} ${fill(index === 0 ? 'accent' : 'ink')}`)
		];
	});
}

function words(word: string): string[] {
	return linesOf(word, { width: ACROSS, size: 44, most: 1, bold: true }).map((line) =>
		text(LEFT, 352, line, `${bold(44)} ${fill('ink')}`)
	);
}

function graded(grade: Grade | null): string[] {
	const colour: Colour = grade === null ? 'ink-soft' : `grade-${grade}`;
	const ring = `cx="8" cy="8" r="6.5" stroke="${COLOURS[colour]}" stroke-width="1.5"`;
	const full = grade === 4 ? fill(colour) : 'fill="none"';
	return [
		`<g transform="translate(${LEFT - 6} 330) scale(5.5)">`,
		grade === null
			? `<circle ${ring} fill="none" stroke-dasharray="2.2 2.2"/>`
			: `<circle ${ring} ${full}/><path d="${SLICES[grade]}" ${fill(colour)}/>`,
		'</g>',
		text(LEFT + 104, 390, gradeName(grade), `${bold(44)} ${fill('ink')}`)
	];
}

const TONES: Record<Tone, { ink: Colour; wash: Colour; edge: Colour }> = {
	plain: { ink: 'ink-soft', wash: 'paper', edge: 'rule-strong' },
	settled: { ink: 'accent', wash: 'accent-wash', edge: 'accent' },
	caution: { ink: 'caution', wash: 'caution-wash', edge: 'caution' },
	serious: { ink: 'serious', wash: 'serious-wash', edge: 'serious' }
};

/** In one row, as many as there is room for. Their words are of the catalogue, which can be written. */
function badges(given: readonly GoalBadge[], y: number): string[] {
	let x = LEFT;
	return given.flatMap(({ kind, times = 1 }) => {
		const { word, tone } = BADGES[kind];
		const said = times > 1 ? `${word()} ${m.times({ count: times })}` : word();
		const [at, width] = [x, widthOf(said, 20) + 24];
		if (at + width > LEFT + (kind.startsWith('figures') ? FOOT : ACROSS)) return [];
		x += width + 12;
		const { ink, wash, edge } = TONES[tone];
		return [
			`<rect x="${at}" y="${y - 24}" width="${width}" height="34" rx="3" ${fill(wash)} stroke="${COLOURS[edge]}"/>`,
			text(at + width / 2, y, said, `font-size="20" text-anchor="middle" ${fill(ink)}`)
		];
	});
}

function site(): string {
	return `<g transform="translate(940 548) scale(1.9)" ${fill('accent')}>${STONES.map((d) => `<path d="${d}"/>`).join('')}</g>${text(994, 588, 'Waymark', `${bold(27)} ${fill('ink')}`)}`;
}
