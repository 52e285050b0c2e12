import {
	Chart,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartDataset,
	type Plugin,
	type TooltipItem
} from 'chart.js';
import { daysBetween } from '../record/day.ts';
import { displayScore } from '../scoring/display.ts';
import { longDay } from '../view/day.ts';
import { coloursOf, hatchOf, type Colours } from './colours.ts';
import { FOOT, geometry, MARGIN, spread } from './geometry.ts';
import { NARROW, WIDE, WIDE_FROM_REM } from './sizes.ts';
import { EVENT_LANES, MARKED_ON_LINE, type Trend } from './trend.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler, Tooltip);

/**
 * Draws the trend with Chart.js in `live`, at the size and in the colours of the server's drawing.
 * Returns what takes it away again. It is drawn anew when the width or the colour scheme changes.
 */
export function drawTrend(chart: HTMLElement, live: HTMLElement, trend: Trend): () => void {
	const canvas = document.createElement('canvas');
	live.append(canvas);
	let drawn: Chart | undefined;
	const draw = () => {
		drawn?.destroy();
		drawn = draft(chart, canvas, trend);
		chart.dataset.live = '';
	};
	const resizes = new ResizeObserver(draw);
	resizes.observe(chart);
	const scheme = matchMedia('(prefers-color-scheme: dark)');
	scheme.addEventListener('change', draw);
	return () => {
		resizes.disconnect();
		scheme.removeEventListener('change', draw);
		drawn?.destroy();
		canvas.remove();
		delete chart.dataset.live;
	};
}

function draft(chart: HTMLElement, canvas: HTMLCanvasElement, trend: Trend) {
	const width = chart.clientWidth;
	const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
	const size = width >= WIDE_FROM_REM * rem ? WIDE : NARROW;
	const scale = width / size.width;
	const g = geometry(trend, size.width, size.plotHeight);
	const height = (g.bottom + FOOT) * scale;

	const colours = coloursOf(chart);
	const font = { size: 12.5 * scale, family: colours.sans };
	const from = trend.points[0]?.day ?? '';
	const at = (day: string) => daysBetween(from, day);
	const end = at(trend.points.at(-1)?.day ?? from);

	const drawn = new Chart(canvas, {
		type: 'line',
		data: { datasets: datasets(trend, at, colours, scale, canvas) },
		options: {
			animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 350 },
			responsive: false,
			maintainAspectRatio: false,
			layout: {
				padding: { top: MARGIN.top * scale, right: MARGIN.right * scale, bottom: FOOT * scale }
			},
			interaction: { mode: 'index', intersect: false },
			scales: {
				// The days are written below the lanes, which the server's drawing keeps.
				x: { type: 'linear', min: 0, max: Math.max(1, end), display: false },
				y: {
					min: 0,
					max: 100,
					grid: { color: colours.rule, drawTicks: false },
					border: { display: false },
					ticks: { font, color: colours.inkSoft, stepSize: 25, padding: 7 * scale },
					afterFit: (axis) => {
						axis.width = MARGIN.left * scale;
					}
				}
			},
			plugins: {
				tooltip: {
					displayColors: false,
					backgroundColor: colours.ink,
					titleColor: colours.paper,
					bodyColor: colours.paper,
					footerColor: colours.paper,
					footerFont: { weight: 'normal' },
					callbacks: tooltip(trend)
				}
			}
		},
		plugins: [endLabels(trend, colours, scale)]
	});
	drawn.resize(width, height);
	return drawn;
}

function datasets(
	trend: Trend,
	at: (day: string) => number,
	colours: Colours,
	scale: number,
	canvas: HTMLCanvasElement
): ChartDataset<'line'>[] {
	const shared = {
		borderColor: colours.accent,
		pointBorderColor: colours.accent,
		pointRadius: 3 * scale,
		pointHoverRadius: 6 * scale,
		pointBorderWidth: 1.5 * scale,
		tension: 0,
		clip: 10 * scale
	};
	return [
		{
			...shared,
			label: 'Claimed',
			data: trend.points.map(({ day, claimed }) => ({ x: at(day), y: claimed })) as never,
			borderWidth: 1.5 * scale,
			pointBackgroundColor: colours.paper,
			backgroundColor: hatchOf(canvas, colours.accent, scale),
			fill: '+1'
		},
		{
			...shared,
			label: 'Evidenced',
			data: trend.points.map(({ day, evidenced }) => ({ x: at(day), y: evidenced })) as never,
			borderWidth: 2.75 * scale,
			pointBackgroundColor: colours.accent
		}
	];
}

/** Says the point's numbers, and what lowered a promise since the point before. */
function tooltip(trend: Trend) {
	const pointOf = (items: TooltipItem<'line'>[]) => trend.points[items[0]?.dataIndex ?? 0];
	return {
		title: (items: TooltipItem<'line'>[]) => longDay(pointOf(items)?.day ?? ''),
		label: ({ dataset, dataIndex }: TooltipItem<'line'>) => {
			const point = trend.points[dataIndex];
			const score = dataset.label === 'Claimed' ? point?.claimed : point?.evidenced;
			return `${dataset.label} ${displayScore(score ?? null)}`;
		},
		afterBody: (items: TooltipItem<'line'>[]) => {
			const point = pointOf(items);
			return point ? [`Gap ${displayScore(point.gap)}`, `Goals ${point.n}`] : [];
		},
		footer: (items: TooltipItem<'line'>[]) => {
			const index = items[0]?.dataIndex ?? 0;
			const [since, until] = [trend.points[index - 1]?.day ?? '', trend.points[index]?.day ?? ''];
			const kinds = trend.events
				.filter(({ day }) => day > since && day <= until)
				.map(({ kind }) => kind);
			return MARKED_ON_LINE.flatMap((kind) => {
				const times = kinds.filter((other) => other === kind).length;
				return times > 0 ? [`${EVENT_LANES[kind]}${times > 1 ? ` ×${times}` : ''}`] : [];
			});
		}
	};
}

/** The lines' names and last scores beside their ends, instead of a legend. */
function endLabels(trend: Trend, colours: Colours, scale: number): Plugin<'line'> {
	return {
		id: 'end-labels',
		afterDraw({ ctx, chartArea, scales }) {
			const last = trend.points.at(-1);
			if (!last || last.claimed === null || last.evidenced === null) return;
			const y = (score: number) => (scales.y?.getPixelForValue(score) ?? 0) / scale + 4;
			const heights = spread([y(last.claimed), y(last.evidenced)], chartArea.bottom / scale);
			const lines = [
				['', 'Claimed', last.claimed],
				['bold', 'Evidenced', last.evidenced]
			] as const;
			ctx.save();
			ctx.fillStyle = colours.ink;
			lines.forEach(([weight, name, score], index) => {
				const left = chartArea.right + 10 * scale;
				const height = (heights[index] ?? 0) * scale;
				ctx.font = `${weight} ${12.5 * scale}px ${colours.sans}`;
				ctx.fillText(name, left, height);
				const gap = ctx.measureText(`${name} `).width;
				ctx.font = `600 ${15 * scale}px ${colours.serif}`;
				ctx.fillText(displayScore(score), left + gap, height);
			});
			ctx.restore();
		}
	};
}
