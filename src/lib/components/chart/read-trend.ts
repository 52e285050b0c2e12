import { mount } from 'svelte';
import type { drawTrend } from './interactive.ts';
import { stopsOf, type Reading, type ReadMark } from './reading.ts';
import TrendReader from './TrendReader.svelte';

/**
 * Lays over a trend that the server drew what a reader stops at its points with, and, once the trend comes
 * into view, lines that can be raised; Chart.js is only fetched then. Where it cannot be fetched the
 * server's drawing stays.
 */
export function readTrend(plot: HTMLElement): void {
	const reading = JSON.parse(plot.dataset.reading!) as Reading;
	let drawn: ReturnType<typeof drawTrend> | undefined;
	const stops = stopsOf(reading, marksIn(plot, reading.between));
	if (stops.length > 0)
		mount(TrendReader, {
			target: plot,
			props: {
				plot,
				stops,
				label: reading.label,
				onpoint: (index: number | null) => drawn?.raise(index)
			}
		});
	const observer = new IntersectionObserver((entries) => {
		if (!entries.some((entry) => entry.isIntersecting)) return;
		observer.disconnect();
		import('./interactive.ts').then(
			(chart) => (drawn = chart.drawTrend(plot.querySelector<HTMLElement>('.live')!, reading)),
			() => undefined
		);
	});
	observer.observe(plot);
}

/** The marks of a drawing. What the browser would show of them by itself is told by the reader. */
function marksIn(plot: HTMLElement, between: string): ReadMark[] {
	return [...plot.querySelectorAll('a')].map((link) => {
		const mark = link as unknown as SVGAElement;
		const title = mark.querySelector('title')!;
		const [x, y] = ['x', 'y'].map((at) =>
			Number.parseFloat(mark.querySelector('use')!.getAttribute(at)!)
		);
		const told = title.textContent;
		mark.setAttribute('aria-label', told.replaceAll('\n', between));
		const desc = document.createElementNS(title.namespaceURI, 'desc');
		desc.textContent = told;
		title.replaceWith(desc);
		return { x: x!, y: y!, told, mark };
	});
}
