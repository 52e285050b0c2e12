import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { inRunDirectory } from './directories.ts';

/** Processes of the app, each with an environment of its own and with what they print. */

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** What still runs: a test that fails half-way must not leave a server behind. */
const alive = new Set<ChildProcess>();
process.once('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

/** A developer's own .env fills what is missing, and leaves alone what is empty. */
const NOT_SET = Object.fromEntries(
	[
		'SUPABASE_URL',
		'SUPABASE_PUBLISHABLE_KEY',
		'SUPABASE_SECRET_KEY',
		'ORIGIN',
		'ADDRESS_HEADER',
		'XFF_DEPTH',
		'SMTP_URL',
		'MAIL_FROM'
	].map((name) => [name, ''])
);

/**
 * A process that lives for seconds does better with the embedded database's WebAssembly as it is compiled
 * first than with improving it; and what Node compiled for one of them, the next one takes.
 */
const BRIEF = ['--liftoff-only'];
const compiled = () => ({ NODE_COMPILE_CACHE: inRunDirectory('compiled') });

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

export class Running {
	readonly ended: Promise<Ended>;
	/** Everything printed so far, errors included. */
	output = '';
	private readonly child: ChildProcess;
	private readonly listeners = new Set<() => void>();

	constructor(args: string[], variables: Record<string, string>) {
		// Nothing of the shell's own environment: no SUPABASE_URL of a developer ever reaches a test.
		const path = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
		this.child = spawn(process.execPath, [...BRIEF, ...args], {
			cwd: ROOT,
			env: { PATH: path, HOME: process.env.HOME, ...compiled(), ...NOT_SET, ...variables },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		alive.add(this.child);
		for (const stream of [this.child.stdout!, this.child.stderr!])
			stream.setEncoding('utf8').on('data', (text: string) => {
				this.output += text;
				for (const listener of this.listeners) listener();
			});
		this.ended = new Promise((resolve) =>
			this.child.once('close', (code, signal) => {
				alive.delete(this.child);
				resolve({ code, signal });
			})
		);
	}

	/** The first match in what is printed from `since` on. Throws where the process ends without it. */
	async printed(pattern: RegExp, since = 0): Promise<RegExpExecArray> {
		const found = new Promise<RegExpExecArray>((resolve) => {
			const look = () => {
				const match = pattern.exec(this.output.slice(since));
				if (!match) return;
				this.listeners.delete(look);
				resolve(match);
			};
			this.listeners.add(look);
			look();
		});
		const missed = this.ended.then(() => {
			throw new Error(`The process ended without printing ${pattern}:\n${this.output}`);
		});
		return Promise.race([found, missed]);
	}

	kill(signal: NodeJS.Signals): Promise<Ended> {
		this.child.kill(signal);
		return this.ended;
	}
}

export class Server extends Running {
	readonly origin: string;
	readonly dataDir: string;
	readonly port: number;

	constructor(dataDir: string, port: number, variables: Record<string, string>) {
		super(['src/server.ts'], {
			HOST: '127.0.0.1',
			PORT: String(port),
			DATA_DIR: dataDir,
			...variables
		});
		this.origin = `http://localhost:${port}`;
		this.dataDir = dataDir;
		this.port = port;
	}

	/** Stops it as `docker stop` or Ctrl-C would. */
	stop(): Promise<Ended> {
		return this.kill('SIGTERM');
	}
}

/** Starts the production server on a data directory, and returns once it answers. */
export async function startServer(
	dataDir: string,
	variables: Record<string, string> = {}
): Promise<Server> {
	const server = new Server(dataDir, await freePort(), variables);
	await server.printed(/Waymark is ready on/);
	return server;
}

/** Run the commands for whoever runs the instance, to their end. */
export const runImport = (dataDir: string, ...args: string[]) =>
	runScript('scripts/import.ts', dataDir, args);

export const runOperator = (dataDir: string, ...args: string[]) =>
	runScript('scripts/operator.ts', dataDir, args);

async function runScript(
	script: string,
	dataDir: string,
	args: string[]
): Promise<{ code: number | null; output: string }> {
	const running = new Running([script, ...args], { DATA_DIR: dataDir });
	const { code } = await running.ended;
	return { code, output: running.output };
}

export async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}
