import type { Attachment } from 'svelte/attachments';
import type { Trend } from './trend.ts';

/**
 * Lays the interactive chart over the server's drawing once that comes into view. Chart.js is only
 * fetched then; where it cannot be, the drawing stays.
 */
export function interactive(trend: Trend): Attachment<HTMLElement> {
	return (chart) => {
		const live = chart.querySelector<HTMLElement>('.live');
		if (!live) return;
		let remove: (() => void) | undefined;
		let gone = false;
		const observer = new IntersectionObserver((entries) => {
			if (!entries.some((entry) => entry.isIntersecting)) return;
			observer.disconnect();
			import('./interactive.ts').then(
				({ drawTrend }) => {
					if (!gone) remove = drawTrend(chart, live, trend);
				},
				() => undefined
			);
		});
		observer.observe(chart);
		return () => {
			gone = true;
			observer.disconnect();
			remove?.();
		};
	};
}
