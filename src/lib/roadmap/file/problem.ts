import { m } from '../../paraglide/messages.js';
import { replaceUnseen } from '../../record/characters.ts';

/**
 * Something wrong with a roadmap file. `path` names the place (`goals[3].updates[0].grade`; empty for
 * the whole file) and `message` goes on from it as a sentence does: what is wrong, and what to do.
 */
export type Problem = { path: string; message: string };

export type Path = readonly PropertyKey[];

/** Writes a path as in JavaScript: `goals[3].closed.as`, and `["odd name"]` where a dot will not do. */
export function writePath(path: Path): string {
	return path.reduce<string>((written, part) => {
		if (typeof part === 'number') return `${written}[${part}]`;
		const name = String(part);
		if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${written}[${plain(name)}]`;
		return written === '' ? name : `${written}.${name}`;
	}, '');
}

export function problem(path: Path, message: string): Problem {
	return { path: writePath(path), message };
}

/** A value for a message: its JSON, cut after 80 characters. */
export function show(value: unknown): string {
	if (value === undefined) return m.import_nothing();
	const written = plain(value);
	return written.length > 80 ? `${written.slice(0, 79).toWellFormed()}…` : written;
}

/** A value's JSON, in which what nobody sees is written as its number. */
const plain = (value: unknown) =>
	replaceUnseen(JSON.stringify(value), (code) =>
		String.fromCodePoint(code)
			.split('')
			.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
			.join('')
	);
