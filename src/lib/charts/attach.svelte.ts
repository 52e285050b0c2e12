import type { Attachment } from 'svelte/attachments';
import type { Trend } from '../view/trend.ts';

/**
 * Lays lines that move over the server's once the chart comes into view, and raises on them the point
 * that `point` gives. Chart.js is only fetched then; where it cannot be, the drawing stays.
 */
export function interactive(
	trend: Trend,
	height: number,
	point: () => number | null
): Attachment<HTMLElement> {
	return (live) => {
		let drawn: { raise(index: number | null): void; remove(): void } | undefined;
		let gone = false;
		const observer = new IntersectionObserver((entries) => {
			if (!entries.some((entry) => entry.isIntersecting)) return;
			observer.disconnect();
			import('./interactive.ts').then(
				({ drawTrend }) => {
					if (!gone) drawn = drawTrend(live, trend, height);
				},
				() => undefined
			);
		});
		observer.observe(live.parentElement ?? live);
		$effect(() => {
			const index = point();
			drawn?.raise(index);
		});
		return () => {
			gone = true;
			observer.disconnect();
			drawn?.remove();
		};
	};
}
