/**
 * The one script of the public pages, and a small one: what a trend is read with comes once it is near. Then
 * one slider is its stop of the tab key, whose arrow keys go from mark to mark; so the marks are none even
 * before. Where that cannot be fetched they stay as the server sent them.
 */
for (const plot of document.querySelectorAll<HTMLElement>('[data-reading]')) {
	const marks = plot.querySelectorAll('a');
	for (const mark of marks) mark.setAttribute('tabindex', '-1');
	const observer = new IntersectionObserver(
		(entries) => {
			if (!entries.some((entry) => entry.isIntersecting)) return;
			observer.disconnect();
			import('./read-trend.ts').then(
				({ readTrend }) => readTrend(plot),
				() => marks.forEach((mark) => mark.removeAttribute('tabindex'))
			);
		},
		// A screen ahead, so that it is there before the tab key comes to it.
		{ rootMargin: '100% 0px' }
	);
	observer.observe(plot);
}
