import { log } from '../log.ts';

/**
 * The embedded library prints every database error whole, with the statement's parameters: private
 * addresses and tokens among them. The app answers these errors itself, so the log gets one line.
 */
export function quietDatabaseErrors(): void {
	if (quiet in console) return;
	const print = console.error;
	console.error = (...parts: unknown[]) => {
		const [first] = parts;
		if (!isDatabaseError(first)) return print(...parts);
		// Class 22: what was typed and cannot be stored, our own refusals among them. The person at the form
		// has read why; the message quotes what they typed.
		if (!first.code.startsWith('22')) log().warn({ code: first.code }, first.message);
	};
	Object.assign(console, { [quiet]: true });
}

const quiet = Symbol.for('waymark.quiet');

function isDatabaseError(value: unknown): value is Error & { code: string } {
	return value instanceof Error && 'severity' in value && 'code' in value;
}
