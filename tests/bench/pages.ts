import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from '../../scripts/build.ts';
import type { Entry } from '../../src/lib/record/entries.ts';
import type { StoredEntry } from '../../src/lib/log/verify.ts';
import { fold } from '../../src/lib/record/fold.ts';
import { openPostOffice } from '../support/post-office.ts';
import { RUNS } from './measure.ts';

/** The built app over records that no database holds: it reads them where `server/record/record.ts` keeps them. */
export type Site = {
	/** Puts another record in the place of the one that pages are drawn from. */
	show(entries: readonly Entry[], stored: StoredEntry[]): void;
	/** Milliseconds from asking for a page to its last byte, the fastest of the runs after the first. */
	time(path: string): Promise<number>;
	/** How many bytes a page has. */
	size(path: string): Promise<number>;
	/** The bytes of a page. */
	get(path: string): Promise<Buffer>;
	/** Milliseconds from posting a form to its answer. */
	post(path: string, fields: Record<string, string>): Promise<number>;
	close(): Promise<void>;
};

type Slot = typeof globalThis & { waymarkRecord?: Promise<unknown> };

export async function openSite(): Promise<Site> {
	ensureBuild();
	const directory = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
	// Without a mail server nobody can ask for a code.
	const office = await openPostOffice();
	Object.assign(process.env, {
		DATA_DIR: directory,
		DEMO: 'off',
		PROTOCOL_HEADER: 'x-protocol',
		SMTP_URL: office.url,
		MAIL_FROM: 'waymark@x.example'
	});
	const { openInstance, closeInstance } = await import('../../src/lib/server/instance.ts');
	await openInstance();
	show([], []);
	const { handler } = await import('../../build/handler.js' as string);
	const server = createServer((request, response) => {
		request.headers['x-protocol'] = 'http';
		handler(request, response);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;

	async function get(path: string) {
		const start = performance.now();
		const response = await fetch(`http://127.0.0.1:${port}${path}`);
		const body = Buffer.from(await response.arrayBuffer());
		if (!response.ok) throw new Error(`${path} answers ${response.status}`);
		return { ms: performance.now() - start, body };
	}
	return {
		show,
		async time(path) {
			await get(path);
			const runs: number[] = [];
			for (let run = 0; run < RUNS; run += 1) runs.push((await get(path)).ms);
			return Math.min(...runs);
		},
		size: async (path) => (await get(path)).body.length,
		get: async (path) => (await get(path)).body,
		async post(path, fields) {
			const origin = `http://127.0.0.1:${port}`;
			const start = performance.now();
			const response = await fetch(origin + path, {
				method: 'POST',
				headers: { origin, 'x-sveltekit-action': 'true' },
				body: new URLSearchParams(fields)
			});
			await response.arrayBuffer();
			if (!response.ok) throw new Error(`${path} answers ${response.status}`);
			return performance.now() - start;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await closeInstance();
			await office.close();
			rmSync(directory, { recursive: true, force: true });
		}
	};
}

function show(entries: readonly Entry[], stored: StoredEntry[]): void {
	(globalThis as Slot).waymarkRecord = Promise.resolve({ state: fold(entries), stored });
}
