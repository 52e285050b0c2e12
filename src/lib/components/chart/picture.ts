/* eslint-disable no-restricted-syntax -- Markup: what is read comes from the catalogue. */
import { getLocale } from '../../paraglide/runtime.js';
import { TAGS } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { KeptBy } from '../../record/vocabulary.ts';
import { displayScore } from '../../scoring/display.ts';
import { longDay, shortDay } from '../../view/shared/day.ts';
import { clipped } from '../../view/shared/graphemes.ts';
import { markName } from '../../view/trend/trend-marks.ts';
import type { Trend } from '../../view/trend/trend.ts';
import { captionOf } from './caption.ts';
import { between, geometry, path, spread, type Geometry, type Plotted } from './geometry.ts';
import { COLOURS, fill, FONTS, hatch, text, written, xml, type Colour } from '../picture/markup.ts';
import { OUTLINE, SHAPES } from './shapes.ts';
import { ticks } from './ticks.ts';
import { markTold } from './told.ts';

/** A trend as a picture that stands alone: with its colours, and with what it is of and rests on in words. */

export type PictureOf = {
	trend: Trend;
	/** The organization's name; null where it cannot be written. */
	name: string | null;
	kept_by: KeptBy;
	/** The day that it speaks of. */
	day: string;
	method: number;
	/** The entry up to which the record stood. */
	seq: number;
	/** Where it stays as it is. */
	address: string;
};

export const WIDTH = 1200;
const PLOT = { left: 64, right: 176, height: 340 };
const ACROSS = WIDTH - PLOT.left - PLOT.right;
const LONGEST_NAME = 64;

export function pictureOf(of: PictureOf): string {
	const { trend, day, method, seq, kept_by } = of;
	const g = geometry(trend, PLOT.height);
	const name = of.name === null ? null : clipped(of.name, LONGEST_NAME);
	const words = { of: m.trend_of({ of: trend.of }) };
	const what = m.trend_picture_title_unnamed(words);
	const titled = name === null ? what : m.trend_picture_title({ ...words, name });
	const rests = m.trend_picture_basis({ day: longDay(day), method: String(method), seq });
	const head = name === null ? 58 : 92;
	const top = head + 40;
	const foot = top + g.bottom + 22;
	const height = foot + 60;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" xml:lang="${TAGS[getLocale()]}" font-family="${FONTS}" font-size="14" fill="${COLOURS['ink-soft']}" role="img" aria-labelledby="title desc">`,
		`<title id="title">${xml(titled)}</title>`,
		`<desc id="desc">${xml(`${captionOf(trend, g)} ${rests}`)}</desc>`,
		`<rect width="${WIDTH}" height="${height}" fill="${COLOURS.paper}"/>`,
		...(name === null
			? []
			: [text(40, 56, name, `font-size="30" font-weight="700" ${fill('ink')}`)]),
		text(40, head, what, `font-size="20" ${fill('ink')}`),
		`<g transform="translate(${PLOT.left} ${top})">`,
		...axes(trend, g),
		...drawn(trend, g),
		`</g>`,
		text(40, foot + 6, `${rests} · ${m.trend_picture_graded({ kept_by })}`),
		text(40, foot + 30, of.address, fill('accent')),
		'</svg>'
	].join('\n');
}

const px = (percent: number) => Math.round(percent * ACROSS) / 100;

function axes(trend: Trend, g: Geometry): string[] {
	const from = trend.points[0]?.day ?? trend.until;
	const days =
		from === trend.until
			? [text(ACROSS / 2, g.axis + 20, shortDay(from), 'text-anchor="middle"')]
			: ticks(from, trend.until).flatMap(({ day, label, wide }) => [
					line(px(g.x(day)), g.axis, px(g.x(day)), g.axis + (wide ? 7 : 4), 'rule-strong'),
					...(wide ? [text(px(g.x(day)) + 3, g.axis + 20, label)] : [])
				]);
	return [
		...[0, 25, 50, 75, 100].flatMap((score) => {
			const y = g.lines.height * (1 - score / 100);
			return [
				line(0, y, ACROSS, y, score === 0 ? 'rule-strong' : 'rule'),
				text(-10, y + 5, String(score), 'text-anchor="end"')
			];
		}),
		line(0, g.axis, ACROSS, g.axis, 'rule-strong'),
		...days
	];
}

function drawn(trend: Trend, g: Geometry): string[] {
	const { last, height } = g.lines;
	const runs = g.lines.runs.map((run) => run.map((point) => ({ ...point, x: px(point.x) })));
	const [upper = 0, lower = 0] = last ? spread([last.yc + 5, last.ye + 5], height) : [];
	return [
		hatch('hatch', 7, 1.2, 0.55),
		...g.onLine.map(({ shape, x, y, height: at }) =>
			line(px(x), at, px(x), y, SHAPES[shape].stroke === 'caution' ? 'caution' : 'serious', '1 4')
		),
		...runs.flatMap(lineOf),
		...g.onLine.map(({ shape, x, height: y }) => mark(shape, px(x), y)),
		...fallOf(g),
		...(last
			? [
					end(px(last.x), upper, m.trend_claimed(), last.claimed, 400),
					end(px(last.x), lower, m.trend_evidenced(), last.evidenced, 700)
				]
			: []),
		...g.lanes.flatMap(({ kind, y, marks }) => [
			line(0, y, ACROSS, y, 'rule'),
			text(ACROSS + 12, y + 5, markName(kind)),
			...marks.flatMap((each) => [
				mark(each.shape, px(each.x), y, markTold(each)),
				...(each.count > 1
					? [text(px(each.x) + 8, y + 4, String(each.count), `font-size="12" ${HALO}`)]
					: [])
			])
		])
	];
}

/** Keeps what is written over lines apart from them. */
const HALO = `stroke="${COLOURS.paper}" stroke-width="4" paint-order="stroke"`;

function lineOf(run: readonly Plotted[]): string[] {
	const [only] = run;
	const stroke = `fill="none" stroke="${COLOURS.accent}" stroke-linejoin="round"`;
	const dot = (point: Plotted, y: number, ink: Colour) =>
		`<circle cx="${point.x}" cy="${y}" r="3.5" fill="${COLOURS[ink]}" stroke="${COLOURS.accent}" stroke-width="1.5"/>`;
	if (only && run.length === 1) return [dot(only, only.yc, 'paper'), dot(only, only.ye, 'accent')];
	return [
		`<path d="${between(run)}" fill="url(#hatch)"/>`,
		`<path d="${path(run, 'yc')}" ${stroke} stroke-width="1.75"/>`,
		`<path d="${path(run, 'ye')}" ${stroke} stroke-width="3.25"/>`
	];
}

function fallOf({ fall }: Geometry): string[] {
	if (!fall) return [];
	const { x, from_y, said_y, leftwards, before, after } = fall;
	const words = m.trend_fall_mark({ count: before - after });
	const anchor = `text-anchor="${leftwards ? 'end' : 'start'}"`;
	return [
		line(px(x), from_y, px(x), said_y + 4, 'serious'),
		text(
			px(x) + (leftwards ? -8 : 8),
			said_y,
			words,
			`${anchor} font-weight="700" ${fill('serious')} ${HALO}`
		)
	];
}

function end(x: number, y: number, name: string, score: number, weight: number): string {
	return `<text x="${x + 12}" y="${y}" font-size="15" font-weight="${weight}" ${fill('ink')} ${HALO}>${written(name)} <tspan font-weight="700" font-size="18">${xml(displayScore(score))}</tspan></text>`;
}

function mark(kind: keyof typeof SHAPES, x: number, y: number, told = ''): string {
	const { d, fill: inside, stroke, width = OUTLINE } = SHAPES[kind];
	const title = told ? `<title>${xml(told)}</title>` : '';
	return `<g transform="translate(${x} ${y}) scale(1.15)">${title}<path d="${d}" fill="${inside ? COLOURS[inside] : 'none'}" stroke="${COLOURS[stroke]}" stroke-width="${width}"/></g>`;
}

function line(x1: number, y1: number, x2: number, y2: number, ink: Colour, dash = '') {
	const dashed = dash ? ` stroke-dasharray="${dash}"` : '';
	return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${COLOURS[ink]}"${dashed}/>`;
}
