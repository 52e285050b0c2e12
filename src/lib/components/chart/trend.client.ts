import { mount } from 'svelte';
import type { drawTrend } from './interactive.ts';
import type { Reading } from './reading.ts';
import TrendReader from './TrendReader.svelte';

/**
 * The one script of the public pages. It lays over each trend that the server drew what a reader stops
 * at its points with, and, once the trend comes into view, lines that can be raised; Chart.js is only
 * fetched then. Where something cannot be fetched the server's drawing stays.
 */
for (const plot of document.querySelectorAll<HTMLElement>('[data-reading]')) {
	const reading = JSON.parse(plot.dataset.reading!) as Reading;
	let drawn: ReturnType<typeof drawTrend> | undefined;
	if (reading.stops.length > 0)
		mount(TrendReader, {
			target: plot,
			props: {
				stops: reading.stops,
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
