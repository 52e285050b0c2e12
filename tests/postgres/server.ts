import { execFileSync, spawn } from 'node:child_process';
import {
	chownSync,
	existsSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** A throw-away Postgres server that listens nowhere but on a socket in a directory of its own. */
export type Server = { socket: string; stop(): Promise<void> };

const DEBIAN = '/usr/lib/postgresql';

/** The directory of Postgres's programs: that of the path's `postgres`, or where Debian puts them. */
export function findPostgres(): string {
	const onPath = (process.env.PATH ?? '')
		.split(':')
		.map((directory) => join(directory, 'postgres'));
	const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort().reverse() : [];
	const found = [...onPath, ...debian.map((version) => join(DEBIAN, version, 'bin', 'postgres'))]
		.filter((path) => existsSync(path))
		.map((path) => dirname(realpathSync(path)))
		.find((directory) => existsSync(join(directory, 'initdb')));
	if (!found)
		throw new Error(
			'These tests need a Postgres server, 15 or later: install the Debian package postgresql, or put postgres and initdb on the path.'
		);
	return found;
}

/** Postgres refuses to run as root; Debian's package brings a user for it. */
function whoRuns(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

/** Starts one; `superuser` owns what it comes with, as `postgres` does on plain Postgres. */
export async function startServer(superuser = 'postgres'): Promise<Server> {
	const programs = findPostgres();
	const user = whoRuns();
	const directory = mkdtempSync(join(tmpdir(), 'waymark-postgres-'));
	if (user.uid !== undefined) chownSync(directory, user.uid, user.gid!);
	const data = join(directory, 'data');
	const options = { ...user, cwd: directory };
	const clean = () => rmSync(directory, { recursive: true, force: true });
	try {
		execFileSync(
			join(programs, 'initdb'),
			['-D', data, '-U', superuser, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
			{ ...options, stdio: ['ignore', 'ignore', 'pipe'] }
		);
	} catch (error) {
		clean();
		throw error;
	}
	const settings = {
		fsync: 'off',
		max_connections: '200',
		listen_addresses: '',
		log_line_prefix: '%d ',
		log_min_messages: 'error',
		log_min_error_statement: 'panic'
	};
	const log = openSync(logOf(directory), 'a');
	const server = spawn(
		join(programs, 'postgres'),
		[
			...['-D', data, '-k', directory],
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
		],
		{ ...options, stdio: ['ignore', 'ignore', log] }
	);
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	const stop = async () => {
		// Fast: ends what is still connected.
		server.kill('SIGINT');
		await ended;
		clean();
	};
	try {
		await answering(directory, superuser, () => server.exitCode !== null);
	} catch {
		const said = readFileSync(logOf(directory), 'utf8');
		await stop();
		throw new Error(`Postgres did not start:\n${said}`);
	}
	return { socket: directory, stop };
}

const logOf = (socket: string) => join(socket, 'log');

/** The deadlocks that the server had to break in that database, whoever was told of them. */
export function deadlocksIn(socket: string, database: string): string[] {
	const lines = readFileSync(logOf(socket), 'utf8').split('\n');
	return lines.filter((line) => line.startsWith(`${database} ERROR:  deadlock detected`));
}

async function answering(socket: string, user: string, ended: () => boolean): Promise<void> {
	const until = Date.now() + 20_000;
	for (;;) {
		const sql = postgres({
			...{ host: socket, user, database: 'postgres', max: 1 },
			onnotice: () => undefined
		});
		try {
			await sql`select 1`;
			return;
		} catch (error) {
			if (ended() || Date.now() > until) throw error;
			await sleep(50);
		} finally {
			await sql.end();
		}
	}
}
