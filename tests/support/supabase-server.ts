import { createServer, type Server } from 'node:http';
import { openEmbedded, type Embedded } from '../../src/lib/server/backend/embedded.ts';
import { readConfig } from '../../src/lib/server/config.ts';

/**
 * The embedded library behind a port, as a hosted Supabase is reached: the same requests over a real
 * connection, which can be refused or left without an answer.
 */
export type SupabaseServer = {
	/** What the app is started with. */
	variables: Record<string, string>;
	backend: Embedded;
	/** Takes connections and answers, refuses them, or takes them and never answers. */
	turn(to: 'answers' | 'refuses' | 'hangs'): Promise<void>;
	close(): Promise<void>;
};

/** Opens the data directory; at first the port refuses. */
export async function openSupabase(dataDir: string, port: number): Promise<SupabaseServer> {
	const backend = await openEmbedded(readConfig({ DATA_DIR: dataDir, DEMO: 'on' }));
	let hangs = false;
	let server: Server | undefined;

	async function listen(): Promise<void> {
		const made = createServer(async (incoming, response) => {
			if (hangs) return;
			const parts: Buffer[] = [];
			for await (const part of incoming) parts.push(part as Buffer);
			const { method = 'GET', headers, url = '/' } = incoming;
			const request = new Request(backend.url + url, {
				method,
				headers: headers as Record<string, string>,
				...(parts.length ? { body: Buffer.concat(parts) } : {})
			});
			const answer = await backend.fetch(request);
			const body = Buffer.from(await answer.arrayBuffer());
			response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
		});
		await new Promise<void>((done) => made.listen(port, '127.0.0.1', done));
		server = made;
	}

	async function refuse(): Promise<void> {
		const listening = server;
		server = undefined;
		listening?.closeAllConnections();
		await new Promise<void>((done) => (listening ? listening.close(() => done()) : done()));
	}

	return {
		variables: {
			SUPABASE_URL: `http://127.0.0.1:${port}`,
			SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
			SUPABASE_SECRET_KEY: backend.secretKey
		},
		backend,
		async turn(to) {
			hangs = to === 'hangs';
			if (to === 'refuses') await refuse();
			else if (!server) await listen();
			// What was kept open when it answered would go on answering.
			else server.closeAllConnections();
		},
		async close() {
			await refuse();
			await backend.close();
		}
	};
}
