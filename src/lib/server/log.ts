import pino, { type Logger } from 'pino';

/**
 * The log: a JSON object a line, on standard output. It is kept and read by others than the instance's
 * own people, so it never holds an address, a name, a path, a token, a code or a link.
 */

// One per process: the module is loaded twice (see instance.ts).
const slot = globalThis as typeof globalThis & { waymarkLog?: Logger };

export const log = (): Logger => (slot.waymarkLog ??= makeLog());

function makeLog(): Logger {
	const options: pino.LoggerOptions = {
		// Neither the machine's name nor the process's number.
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (level) => ({ level }) }
	};
	// At once, so that the last words of a process are there too.
	return pino(options, pino.destination({ dest: 1, sync: true }));
}
