/**
 * The production entry: reads the environment, opens the backend, builds the app where the build is
 * missing or older than its sources, and serves it in front of the adapter's handler.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ensureBuild } from '../scripts/build.ts';
import { DirectoryInUse } from './lib/server/backend/lock.ts';
import { closeInstance, openInstance } from './lib/server/backend/index.ts';
import { DatabaseOfAnotherVersion } from './lib/server/backend/migrations.ts';
import { ConfigError } from './lib/server/config.ts';
import { needsNoCookie } from './lib/server/no-cookie.ts';
import { startImportClock } from './lib/server/imports/clock.ts';
import { startNotices } from './lib/server/notices/clock.ts';
import { signInNote } from './lib/server/sign-in-note.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Tells the adapter how the request came in; set here on every request, never believed from outside. */
const PROTOCOL_HEADER = 'x-waymark-protocol';

async function start(): Promise<void> {
	// The directory is locked before anything else: a second start must not touch the running one's build.
	const { config, backend } = await openInstance();
	await ensureBuild();

	// Without ORIGIN the app answers on any host name over plain HTTP, form posts included.
	if (config.origin) process.env.ORIGIN = config.origin;
	else {
		// The adapter takes an empty one, as in a copied .env.example, for a wrong one.
		delete process.env.ORIGIN;
		process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
	}
	process.env.BODY_SIZE_LIMIT ??= '16M';
	const { handler } = (await import('../build/handler.js' as string)) as { handler: Handler };

	const server = createServer((request, response) => {
		request.headers[PROTOCOL_HEADER] = 'http';
		// A mail program's one-click POST (RFC 8058), or a text file that a job posts, names no origin, which
		// no browser leaves out, and is taken for a forged form. Its token says all that counts: no cookie is
		// read there.
		if (!request.headers.origin && needsNoCookie(request))
			request.headers.origin = config.origin ?? `http://${request.headers.host}`;
		handler(request, response);
	});
	server.once('error', (error: NodeJS.ErrnoException) => {
		fail(
			error.code === 'EADDRINUSE'
				? `Port ${config.port} is in use. Stop what listens there, or start with PORT=… set to another.`
				: error.message
		);
	});
	server.listen(config.port, config.host, () => {
		console.log(`\nWaymark is ready on ${config.linkOrigin}`);
		console.log(signInNote(config, backend));
	});

	const notices = startNotices({ config, backend });
	const imports = startImportClock(backend);

	const stop = () => {
		const sent = Promise.all([notices.stop(), imports.stop()]);
		server.close(() => void sent.then(closeInstance).then(() => process.exit(0)));
		server.closeIdleConnections();
		// A client that keeps its connection open must not keep the database open.
		setTimeout(() => server.closeAllConnections(), 5_000).unref();
	};
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
}

function fail(message: string): void {
	console.error(message);
	void closeInstance().finally(() => process.exit(1));
}

start().catch((error: unknown) => {
	if (error instanceof DirectoryInUse)
		fail(
			`${error.message}\nStop it first, or start this one with DATA_DIR=… set to another directory.`
		);
	else if (error instanceof ConfigError || error instanceof DatabaseOfAnotherVersion)
		fail(error.message);
	else fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
});
