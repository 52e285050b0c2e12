import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { log } from '../log.ts';

/**
 * Pictures of our own SVG as PNG. To draw one takes some 100 ms, most of it reading fonts, so a worker does
 * it, one picture after another. {@link renderPng} never throws: it says why there is no picture.
 *
 * The library's native part may be missing (an install without optional packages, a platform that it is
 * not built for); {@link drawsPictures} is false there, and everything else works.
 */

export type Asked = { svg: string; width: number };
export type Drawn = { png: Uint8Array<ArrayBuffer> } | { error: string };
export type Rendered =
	| { ok: true; png: Uint8Array<ArrayBuffer> }
	/** `missing`: never here. `busy`: try again in {@link AGAIN} seconds. `failed`: this picture cannot be drawn. */
	| { ok: false; why: 'missing' | 'busy' | 'failed' };

/** So many pictures wait for their turn; to more, the server is busy. */
export const MOST_WAITING = 8;
/** When to try again, in seconds. */
export const AGAIN = 5;
/** How long one picture may take, in ms. */
const LONGEST = 10_000;

let able: boolean | undefined;
/** Whether this server can draw pictures. */
export function drawsPictures(load: () => unknown = loadNative): boolean {
	if (load !== loadNative) return works(load);
	return (able ??= works(load));
}

const loadNative = () => createRequire(join(process.cwd(), 'package.json'))('@resvg/resvg-js');

function works(load: () => unknown): boolean {
	try {
		load();
		return true;
	} catch {
		return false;
	}
}

const inTurn = pLimit(1);

/** The SVG as a PNG of so many px across. Its words are drawn in the fonts of fonts.ts: see `canDraw()` there. */
export async function renderPng(svg: string, width: number): Promise<Rendered> {
	if (!drawsPictures()) return { ok: false, why: 'missing' };
	if (inTurn.pendingCount >= MOST_WAITING) return { ok: false, why: 'busy' };
	return inTurn(() => draw({ svg, width }));
}

let standing: Worker | undefined;

function worker(): Worker {
	if (standing) return standing;
	// Run from its source, which stands beside each build of the app.
	const started = new Worker(join(process.cwd(), 'src/lib/server/pictures/picture-worker.ts'), {
		resourceLimits: { maxOldGenerationSizeMb: 256 }
	});
	started.once('exit', () => {
		if (standing === started) standing = undefined;
	});
	return (standing = started);
}

async function draw(asked: Asked): Promise<Rendered> {
	const drawing = worker();
	// It keeps the process only while it draws.
	drawing.ref();
	try {
		drawing.postMessage(asked);
		const [drawn] = (await once(drawing, 'message', {
			signal: AbortSignal.timeout(LONGEST)
		})) as [Drawn];
		if ('png' in drawn) return { ok: true, png: drawn.png };
		log().error({ err: drawn.error }, 'picture');
	} catch (thrown) {
		// It ended, or took too long: the next picture gets a new one.
		log().error({ err: thrown }, 'picture');
		standing = undefined;
		void drawing.terminate();
	} finally {
		drawing.unref();
	}
	return { ok: false, why: 'failed' };
}
