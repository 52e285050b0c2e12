import type { RequestEvent } from '@sveltejs/kit';
import { cardPicture } from '$lib/components/picture/card.ts';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { lastNumber } from '$lib/record/all-entries.ts';
import type { Organization } from '$lib/record/state.ts';
import { problem } from '$lib/server/api/problem.ts';
import { tagged } from '$lib/server/api/respond.ts';
import { canDraw } from '$lib/server/pictures/fonts.ts';
import { drawnCard } from '$lib/server/pictures/cards.ts';
import { AGAIN, drawsPictures } from '$lib/server/pictures/renderer.ts';
import type { Card } from '$lib/view/card/card.ts';
import type { OrganizationInfo } from '$lib/view/organization/organization.ts';

/** The picture by which a page is shown where it is linked to; null where none can be drawn. */
export function pictured({ unread }: OrganizationInfo, path: string, alt: string) {
	return unread === null && drawsPictures() ? { path, alt } : null;
}

type Asked = { organization: Organization; page: string; day: string; card: () => Card };

/** The picture of a page that exists, or why there is none. */
export async function cardAnswer({ organization, page, day, card }: Asked, { url }: RequestEvent) {
	const key = [getLocale(), page, day, lastNumber(organization)].join(' ');
	const drawn = await drawnCard(key, () => cardPicture(card(), canDraw));
	if (typeof drawn === 'object') return tagged(drawn.png, drawn.tag, 'image/png');
	const address = url.origin + to(page);
	if (drawn === 'missing') return problem('no-pictures', m.card_none({ address }));
	const detail = drawn === 'busy' ? m.card_busy({ seconds: AGAIN }) : m.card_failed({ address });
	return problem('unavailable', detail, {}, { 'retry-after': String(AGAIN) });
}
