import { createHash } from 'node:crypto';
import { WIDTH } from '$lib/components/chart/picture.ts';
import { m } from '$lib/paraglide/messages.js';
import { endpoint } from '$lib/server/api/endpoint.ts';
import { problem } from '$lib/server/api/problem.ts';
import { tagged } from '$lib/server/api/respond.ts';
import { canDraw } from '$lib/server/pictures/fonts.ts';
import { AGAIN, renderPng } from '$lib/server/pictures/renderer.ts';
import { named, svgOf, trendAsked, trendFileShape } from '../trend-file.ts';

/** Twice as many px as the picture has, for screens and paper that show them. */
const ACROSS = 2 * WIDTH;

/** The same picture for whatever takes no SVG. */
export const { GET, fallback } = endpoint(trendFileShape, async (query, event) => {
	const file = await trendAsked(query, event, 0);
	const svg = svgOf(file, canDraw);
	const tag = createHash('sha256').update(svg).digest('base64url');
	const headers = named(file, 'png');
	// Who has the picture of these very words needs no other.
	if (event.request.headers.get('if-none-match')?.includes(tag))
		return tagged(null, tag, 'image/png', headers);
	const drawn = await renderPng(svg, ACROSS);
	if (drawn.ok) return tagged(drawn.png, tag, 'image/png', headers);
	const address = event.url.origin + event.url.pathname.replace(/png$/, 'svg') + event.url.search;
	if (drawn.why === 'missing') return problem('no-pictures', m.trend_picture_none({ address }));
	const detail =
		drawn.why === 'busy'
			? m.trend_picture_busy({ seconds: AGAIN, address })
			: m.trend_picture_failed({ address });
	return problem('unavailable', detail, {}, { 'retry-after': String(AGAIN) });
});
