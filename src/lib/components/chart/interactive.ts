import {
	Chart,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	type ChartDataset
} from 'chart.js';
import { coloursOf, hatchOf, type Colours } from './colours.ts';
import type { Reading } from './reading.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);

/** Room around the plot for points on its edges, in px. */
const BLEED = 10;

/**
 * Draws the two lines with Chart.js in `live`, over those of the server's drawing and in its colours;
 * `raise` makes a point of them stand out. They are drawn anew when the width or the colours change.
 */
export function drawTrend(live: HTMLElement, reading: Reading) {
	const canvas = document.createElement('canvas');
	// No margin: Chart.js would add it to the size.
	Object.assign(canvas.style, { position: 'absolute', top: `-${BLEED}px`, left: `-${BLEED}px` });
	live.append(canvas);
	let drawn: Chart | undefined;
	const draw = () => {
		drawn?.destroy();
		drawn = draft(live, canvas, reading);
		live.dataset.live = '';
	};
	const resizes = new ResizeObserver(draw);
	resizes.observe(live);
	// eslint-disable-next-line no-restricted-syntax -- a media query
	const scheme = matchMedia('(prefers-color-scheme: dark)');
	scheme.addEventListener('change', draw);
	return {
		raise(index: number | null) {
			drawn?.setActiveElements(
				index === null ? [] : [0, 1].map((datasetIndex) => ({ datasetIndex, index }))
			);
			drawn?.update();
		}
	};
}

function draft(live: HTMLElement, canvas: HTMLCanvasElement, reading: Reading) {
	const drawn = new Chart(canvas, {
		type: 'line',
		data: { datasets: datasets(reading, canvas, coloursOf(live)) },
		options: {
			// The server's lines stood there already.
			animation: false,
			responsive: false,
			maintainAspectRatio: false,
			layout: { padding: BLEED },
			// TrendReader knows what is pointed at; the axes are the server's.
			events: [],
			scales: {
				x: { type: 'linear', min: 0, max: 100, display: false },
				y: { type: 'linear', min: 0, max: 100, display: false }
			}
		}
	});
	drawn.resize(live.clientWidth + 2 * BLEED, reading.height + 2 * BLEED);
	return drawn;
}

function datasets(
	{ points, dots }: Reading,
	canvas: HTMLCanvasElement,
	colours: Colours
): ChartDataset<'line'>[] {
	const shared = {
		borderColor: colours.accent,
		pointBorderColor: colours.accent,
		pointRadius: dots ? 3 : 0,
		pointHoverRadius: 6,
		pointBorderWidth: 1.5,
		tension: 0,
		clip: BLEED
	};
	const data = (score: 0 | 1) =>
		points.map(([x, ...scores]) => ({ x, y: scores[score] ?? null })) as never;
	return [
		{
			...shared,
			data: data(0),
			borderWidth: 1.5,
			pointBackgroundColor: colours.paper,
			backgroundColor: hatchOf(canvas, colours.accent),
			fill: '+1'
		},
		{
			...shared,
			data: data(1),
			borderWidth: 2.75,
			pointBackgroundColor: colours.accent
		}
	];
}
