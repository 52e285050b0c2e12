import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Embedded } from '../../../src/lib/server/backend/embedded.ts';
import { authDouble, type AuthDouble, type Options } from './double.ts';
import type { Mail } from './mails.ts';

/** A hosted project for tests: Auth is the double, data and Storage are the embedded backend's. */
export type Project = {
	/** What an app server is told. */
	environment: {
		SUPABASE_URL: string;
		SUPABASE_PUBLISHABLE_KEY: string;
		SUPABASE_SECRET_KEY: string;
	};
	mails: Mail[];
	auth: AuthDouble;
	close(): Promise<void>;
};

/** Serves over HTTP, on the database of an embedded backend, whose own Auth is then out of use. */
export async function serveProject(
	embedded: Embedded,
	directory: string,
	more: Partial<Pick<Options, 'siteUrl' | 'signUps' | 'mailEvery'>> = {}
): Promise<Project> {
	const { jwtSecret } = JSON.parse(readFileSync(join(directory, 'secrets.json'), 'utf8'));
	const mails: Mail[] = [];
	const { publishableKey, secretKey } = embedded;
	const auth = authDouble({
		query: (sql, parameters) => embedded.database.query(sql, parameters),
		jwtSecret,
		publishableKey,
		secretKey,
		siteUrl: 'http://localhost:3000',
		mail: (mail) => mails.push(mail),
		...more
	});
	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const headers = new Headers();
			for (const [name, value] of Object.entries(incoming.headers))
				if (typeof value === 'string' && name !== 'connection') headers.set(name, value);
			const body = chunks.length ? Buffer.concat(chunks) : null;
			const init = { method: incoming.method!, headers, body };
			const isAuth = incoming.url!.startsWith('/auth/v1/');
			const request = new Request(
				`${isAuth ? 'http://project.localhost' : embedded.url}${incoming.url}`,
				init
			);
			void (isAuth ? auth.fetch(request) : embedded.fetch(request))
				.catch((error: Error) => new Response(error.stack, { status: 500 }))
				.then(async (response) => {
					outgoing.writeHead(response.status, Object.fromEntries(response.headers));
					outgoing.end(Buffer.from(await response.arrayBuffer()));
				});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		environment: {
			SUPABASE_URL: `http://127.0.0.1:${port}`,
			SUPABASE_PUBLISHABLE_KEY: publishableKey,
			SUPABASE_SECRET_KEY: secretKey
		},
		mails,
		auth,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
