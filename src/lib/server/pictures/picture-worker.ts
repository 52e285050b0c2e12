/** Draws pictures for {@link renderPng}, one after another, beside the server's one thread. */
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { FAMILY, fontFiles } from './fonts.ts';
import type { Asked, Drawn } from './renderer.ts';

const files = fontFiles();

parentPort!.on('message', ({ svg, width }: Asked) => {
	let drawn: Drawn;
	try {
		const picture = new Resvg(svg, {
			fitTo: { mode: 'width', value: width },
			font: { loadSystemFonts: false, fontFiles: files, defaultFontFamily: FAMILY }
		});
		drawn = { png: new Uint8Array(picture.render().asPng()) };
	} catch (thrown) {
		drawn = { error: String(thrown) };
	}
	parentPort!.postMessage(drawn);
});
