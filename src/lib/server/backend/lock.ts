import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * An exclusive lock on the data directory. It is a lock of the operating system, held through an open
 * SQLite file, so it is gone the moment its process is, killed or not; no stale lock has to be waited
 * out. Two processes on one embedded database would lose rows without a word.
 */

/** The directory belongs to another process. */
export class DirectoryInUse extends Error {
	readonly holder: string;
	constructor(directory: string, holder: string) {
		super(`The data directory ${directory} is in use by another Waymark process${holder}.`);
		this.holder = holder;
	}
}

/** What stands there cannot hold the data; the message says what to do. */
export class UnfitDirectory extends Error {}

/**
 * Takes the lock and returns its release. Throws {@link DirectoryInUse} where another process has it, and
 * {@link UnfitDirectory} where others could read what is in it.
 */
export function lockDirectory(directory: string): () => void {
	makePrivate(directory);
	const path = join(directory, 'lock.sqlite');
	const database = new DatabaseSync(path);
	const pidFile = join(directory, 'lock.pid');
	try {
		database.exec('pragma locking_mode = exclusive; begin exclusive;');
	} catch (error) {
		database.close();
		if (!isBusy(error)) throw new Error(`The lock ${path} cannot be taken.`, { cause: error });
		throw new DirectoryInUse(directory, holderOf(pidFile));
	}
	writeFileSync(pidFile, String(process.pid));
	return () => database.close();
}

/**
 * Makes the directory, for its owner alone. An empty one is closed to others; one with something in it is
 * left as it is and refused, since it may be there for more than this.
 */
function makePrivate(directory: string): void {
	if (existsSync(directory) && !statSync(directory).isDirectory())
		throw new UnfitDirectory(
			`${directory} is not a directory. Set DATA_DIR to one, or to one to be made.`
		);
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	if (isPrivate(directory)) return;
	if (readdirSync(directory).length === 0) chmodSync(directory, 0o700);
	if (!isPrivate(directory))
		throw new UnfitDirectory(
			`Other users of this machine can get into the data directory ${directory}. Close it to them with "chmod 700 ${directory}", or set DATA_DIR to a directory to be made.`
		);
}

/** Windows has no such modes. */
const isPrivate = (directory: string) =>
	process.platform === 'win32' || (statSync(directory).mode & 0o077) === 0;

/** SQLITE_BUSY and SQLITE_LOCKED. */
function isBusy(error: unknown): boolean {
	return error instanceof Error && 'errcode' in error && [5, 6].includes(Number(error.errcode));
}

function holderOf(pidFile: string): string {
	try {
		return ` (process ${readFileSync(pidFile, 'utf8')})`;
	} catch {
		return '';
	}
}
