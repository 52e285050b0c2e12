import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

/** Takes the lock and returns its release. Throws {@link DirectoryInUse} where another process has it. */
export function lockDirectory(directory: string): () => void {
	if (existsSync(directory) && !statSync(directory).isDirectory())
		throw new Error(`${directory} is not a directory. Set DATA_DIR to one, or to one to be made.`);
	mkdirSync(directory, { recursive: true, mode: 0o700 });
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
