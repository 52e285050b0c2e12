import { hasDatabase } from '../src/lib/server/backend/embedded.ts';
import { closeInstance } from '../src/lib/server/instance.ts';
import { DirectoryInUse } from '../src/lib/server/backend/lock.ts';
import { environmentOfProcess, readConfig } from '../src/lib/server/config.ts';

/** What the commands for whoever runs the instance have in common. */

/**
 * Runs a command to the end, closes the instance that it opened and leaves with its exit code. `instead`
 * says what to do while the server has the data directory.
 */
export async function runCommand(command: () => Promise<number>, instead: string): Promise<void> {
	// The command line is for one's own data: it never brings the demonstration along.
	process.env.DEMO = 'off';
	let code = 1;
	try {
		code = await command();
	} catch (error) {
		if (error instanceof DirectoryInUse) console.error(`${error.message}\n${instead}`);
		else console.error(error instanceof Error ? error.message : error);
	}
	await closeInstance().catch(() => undefined);
	// Only now: closing the embedded database resets the exit code.
	process.exitCode = code;
}

/** The data directory in which the embedded backend would begin anew; null where it, or a hosted one, is. */
export function emptyDataDir(): string | null {
	const { hosted, dataDir } = readConfig(environmentOfProcess());
	return hosted || hasDatabase(dataDir) ? null : dataDir;
}
