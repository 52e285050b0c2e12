/** What Svelte writes into a page for the browser to find its parts by when it draws them again. */
const MARKERS = /<!--(?:\[!?-?\d*|\]|\$?\w*)-->/g;

/**
 * A page that the browser never draws again, without those markers: they are a tenth of it. Svelte 5 has
 * no option for that.
 */
export function withoutMarkers(html: string): string {
	return html.replace(MARKERS, '');
}
