import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CARD_WIDTH } from '../../view/card/size.ts';
import { renderPng, type Rendered } from './renderer.ts';

/** The pictures of links, each drawn once as long as its record stays as it is. */

export type CardDrawn = { png: Uint8Array<ArrayBuffer>; tag: string };
export type NotDrawn = Extract<Rendered, { ok: false }>['why'];

/** Why there is no picture, told to all who waited for it. */
class Undrawn extends Error {
	readonly why: NotDrawn;
	constructor(why: NotDrawn) {
		super(why);
		this.why = why;
	}
}

const MOST = 500;
const MOST_BYTES = 16 * 2 ** 20;

/** Who asks for a picture that is being drawn waits for the same drawing. */
const cards = new LRUCache<string, CardDrawn, () => string>({
	max: MOST,
	maxSize: MOST_BYTES,
	sizeCalculation: ({ png }) => png.length,
	fetchMethod: async (_key, _stale, { context: svg }) => {
		const drawn = await renderPng(svg(), CARD_WIDTH);
		if (!drawn.ok) throw new Undrawn(drawn.why);
		const { png } = drawn;
		return { png, tag: createHash('sha256').update(png).digest('base64url') };
	}
});

/** The card of this SVG as a PNG. `key` names all that it is made from: language, page, day and record position. */
export async function drawnCard(key: string, svg: () => string): Promise<CardDrawn | NotDrawn> {
	try {
		return (await cards.fetch(key, { context: svg })) ?? 'failed';
	} catch (thrown) {
		if (thrown instanceof Undrawn) return thrown.why;
		throw thrown;
	}
}
