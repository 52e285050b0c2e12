import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';

/**
 * Changes with the name or the content of any of the files, or of a file below any of the folders, and not
 * with when it was written. `except` leaves out paths.
 */
export function fingerprint(paths: string[], except?: RegExp): string {
	const hash = createHash('sha256');
	for (const path of paths.flatMap(filesOf).filter((file) => !except?.test(file)))
		hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
	return hash.digest('hex');
}

/** Whether the file says that what stands beside it is made of this. */
export function isMadeOf(file: string, sources: string): boolean {
	return existsSync(file) && readFileSync(file, 'utf8') === sources;
}

function filesOf(path: string): string[] {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesOf(`${path}/${name}`));
}
