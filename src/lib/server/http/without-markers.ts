/** What Svelte writes into a page for the browser to find its parts by when it draws them again. */
const MARKERS = /<!--(?:\[!?-?\d*|\]|\$?\w*)-->/g;

/** And the addresses of styles that stand in the page already, for the browser not to fetch them again. */
const STYLES_INSIDE = /\s*<link href="[^"]*" rel="stylesheet" disabled media="\(max-width: 0\)">/g;

/**
 * A page that the browser never draws again, without those markers: they are a tenth of it. Svelte 5 has
 * no option for that.
 */
export function withoutMarkers(html: string): string {
	return html.replace(MARKERS, '').replace(STYLES_INSIDE, '');
}
