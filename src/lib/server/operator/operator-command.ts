import { resolve } from 'node:path';
import { DEFAULTS, type Config } from '../config.ts';

/**
 * A command for whoever runs the instance, to be copied into a shell as it stands: with the variables that
 * say which instance it is and where it is reached, as far as they are not the default ones. A hosted
 * instance's keys are secret and are not among them.
 */
export function operatorCommand(
	{ hosted, dataDir, port, origin }: Config,
	...words: string[]
): string {
	const variables = {
		DATA_DIR: hosted || dataDir === resolve(DEFAULTS.dataDir) ? null : dataDir,
		PORT: port === DEFAULTS.port ? null : String(port),
		ORIGIN: origin
	};
	const set = Object.entries(variables).flatMap(([name, value]) =>
		value === null ? [] : [`${name}=${quoted(value)}`]
	);
	return [...set, 'npm', 'run', 'operator', '--', ...words.map(quoted)].join(' ');
}

/** A word as a shell reads it back. */
const quoted = (word: string) =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
