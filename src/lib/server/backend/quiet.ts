import { isAuthError } from '@supabase/supabase-js';
import { log } from '../log.ts';

/**
 * The libraries print errors whole: the embedded database with the statement's parameters, private
 * addresses and tokens among them, and the client of Auth with a stack for each session that has ended. The
 * app answers these errors itself, so the log gets one line, or none.
 */
export function quietLibraries(): void {
	if (quiet in console) return;
	for (const level of ['warn', 'error'] as const) {
		const print = console[level];
		console[level] = (...parts: unknown[]) => {
			const [first] = parts;
			if (isAuthError(first)) tell(first, isTheirs(first.status));
			// Class 22: what was typed and cannot be stored, our own refusals among them. The person at the form
			// has read why; the message quotes what they typed.
			else if (isDatabaseError(first)) tell(first, first.code.startsWith('22'));
			else print(...parts);
		};
	}
	Object.assign(console, { [quiet]: true });
}

const quiet = Symbol.for('waymark.quiet');

function tell({ code, message }: { code?: string; message: string }, known: boolean): void {
	if (!known) log().warn({ code }, message);
}

/** Who asked is told, by the page for signing in. */
const isTheirs = (status = 0) => status >= 400 && status < 500;

function isDatabaseError(value: unknown): value is Error & { code: string } {
	return value instanceof Error && 'severity' in value && 'code' in value;
}
