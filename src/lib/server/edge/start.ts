import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { isBuilt } from '../../../../scripts/build.ts';
import { answers, BackendAway } from '../backend/backend.ts';
import { DirectoryInUse, UnfitDirectory } from '../backend/lock.ts';
import { closeInstance, openInstance } from '../instance.ts';
import { DatabaseOfAnotherVersion } from '../backend/migrations.ts';
import { isOpenDemonstration } from '../backend/secrets.ts';
import { ConfigError, environmentOfProcess, readConfig, type Config } from '../config.ts';
import { LARGEST_BODY } from '../http/limits.ts';
import { startImportClock } from '../imports/clock.ts';
import { stopImports } from '../imports/jobs.ts';
import { log } from '../log.ts';
import { needsNoCookie } from '../http/no-cookie.ts';
import { startNotices } from '../notices/clock.ts';
import { record } from '../record/record.ts';
import { startNotes } from '../operator/start-notes.ts';
import { logRequest } from './access-log.ts';
import { answerAway } from './away.ts';
import { clientAddress } from './client-address.ts';
import { guarded, type Handler } from './guard.ts';
import { setHeaders } from './headers.ts';
import { healthChecks, type Waiting } from './health.ts';

/** Starts the server: it listens at once, and serves the app as soon as its backend answers. */

/** Tell the adapter how the request came in and from whom; set here on every request, never believed from outside. */
const PROTOCOL_HEADER = 'x-waymark-protocol';
const ADDRESS_HEADER = 'x-waymark-address';

/** How long an idle connection stays open, in ms: longer than the minute of common proxies. */
const KEEP_ALIVE = 65_000;
/** How long until an absent backend is asked again, in ms. */
const AGAIN_AFTER = 2_000;

export async function start(): Promise<void> {
	try {
		const config = readConfig(environmentOfProcess());
		const app = new App(config);
		const server = await listen(app, config);
		const stop = stopper(server, app);
		process.once('SIGTERM', stop);
		process.once('SIGINT', stop);
		await app.open();
	} catch (error) {
		fail(error);
	}
}

/** The app behind the edge, which may not be there yet. */
class App {
	handler: Handler | null = null;
	readonly #config: Config;
	#building: ChildProcess | undefined;
	#clocks: { stop(): Promise<void> }[] = [];
	#stopped = false;

	constructor(config: Config) {
		this.#config = config;
	}

	async open(): Promise<void> {
		// The directory is locked before anything else: a second start must not touch the running one's build.
		const instance = await this.#asOftenAsNeeded(openInstance);
		if (!instance) return;
		if (!isBuilt()) await this.#build();
		if (this.#stopped || !(await this.#asOftenAsNeeded(record))) return;
		this.handler = await loadHandler(this.#config);
		for (const line of await startNotes(instance)) console.log(line);
		this.#clocks = [
			startNotices(instance),
			startImportClock(instance.backend),
			{ stop: stopImports }
		];
	}

	/** Ends what is under way; resolves once the backend may be closed. */
	async stop(): Promise<void> {
		this.#stopped = true;
		if (this.#building?.pid && this.#building.exitCode === null) process.kill(-this.#building.pid);
		await Promise.all(this.#clocks.map((clock) => clock.stop()));
	}

	/** What is waited for before everything can be served. */
	async waits(): Promise<Waiting> {
		if (!this.handler) return 'start';
		const { backend } = await openInstance();
		return (await answers(backend)) ? null : 'backend';
	}

	/** In a process of its own: this one is asked for its health meanwhile. */
	#build(): Promise<void> {
		// With a group of its own, so that it can be ended with all that it starts.
		const building = spawn(process.execPath, ['scripts/build.ts'], {
			stdio: 'inherit',
			detached: true
		});
		this.#building = building;
		return new Promise((resolve, reject) =>
			building.once('exit', (code) => {
				if (code === 0 || this.#stopped) resolve();
				else reject(new ConfigError('The app could not be built.'));
			})
		);
	}

	/** Asks the backend for something until it answers; undefined where the process is to stop meanwhile. */
	async #asOftenAsNeeded<T>(ask: () => Promise<T>): Promise<T | undefined> {
		for (let said = false; !this.#stopped; said = true) {
			try {
				return await ask();
			} catch (error) {
				if (!(error instanceof BackendAway)) throw error;
				if (!said) log().warn(`${error.message} Waiting for it.`);
				await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
			}
		}
		return undefined;
	}
}

async function loadHandler(config: Config): Promise<Handler> {
	// Without ORIGIN the app answers on any host name over plain HTTP, form posts included.
	if (config.origin) process.env.ORIGIN = config.origin;
	else {
		// The adapter takes an empty one, as in a copied .env.example, for a wrong one.
		delete process.env.ORIGIN;
		process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
	}
	process.env.ADDRESS_HEADER = ADDRESS_HEADER;
	process.env.BODY_SIZE_LIMIT = String(LARGEST_BODY);
	const built = '../../../../build/handler.js';
	const { handler } = (await import(built)) as { handler: Handler };
	return handler;
}

async function listen(app: App, config: Config): Promise<Server> {
	const answersHealth = healthChecks(() => app.waits());
	const answer = guarded(async (request, response) => {
		if (await answersHealth(request, response)) return;
		if (!app.handler) return answerAway(request, response);
		request.headers[PROTOCOL_HEADER] = 'http';
		request.headers[ADDRESS_HEADER] = clientAddress(request, config);
		// A mail program's one-click POST (RFC 8058), or a text file that a job posts, names no origin, which
		// no browser leaves out, and is taken for a forged form. Its token says all that counts: no cookie is
		// read there.
		if (!request.headers.origin && needsNoCookie(request))
			request.headers.origin = config.origin ?? `http://${request.headers.host}`;
		return app.handler(request, response);
	});
	const server = createServer((request, response) => {
		logRequest(request, response);
		setHeaders(response, config.origin);
		void answer(request, response);
	});
	// Of a connection that is closed here first, the request that a proxy or a client is just sending is lost.
	server.keepAliveTimeout = KEEP_ALIVE;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		// Into an open demonstration nobody comes who is not let in on purpose.
		const host = config.host ?? (isOpenDemonstration(config) ? '127.0.0.1' : '0.0.0.0');
		server.listen(config.port, host, resolve);
	});
	return server;
}

function stopper(server: Server, app: App): () => void {
	return () => {
		const ended = app.stop();
		server.close(() => void ended.then(closeInstance).then(() => process.exit(0)));
		server.closeIdleConnections();
		// A client that keeps its connection open must not keep the database open.
		setTimeout(() => server.closeAllConnections(), 5_000).unref();
	};
}

function fail(error: unknown): void {
	console.error(wordsOf(error));
	void closeInstance().finally(() => process.exit(1));
}

const SAYS_WHAT_TO_DO = [ConfigError, UnfitDirectory, DatabaseOfAnotherVersion];

/** Without a stack where the words say what to do. */
function wordsOf(error: unknown): string {
	if (error instanceof DirectoryInUse)
		return `${error.message}\nStop it first, or start this one with DATA_DIR=… set to another directory.`;
	if (SAYS_WHAT_TO_DO.some((kind) => error instanceof kind)) return (error as Error).message;
	const { code, port, message, stack } = error as NodeJS.ErrnoException & { port?: number };
	if (code === 'EADDRINUSE')
		return `Port ${port} is in use. Stop what listens there, or start with PORT=… set to another.`;
	return stack ?? message ?? String(error);
}
