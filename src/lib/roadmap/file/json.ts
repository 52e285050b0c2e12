import { m } from '../../paraglide/messages.js';
import { problem, type Problem } from './problem.ts';

export type JsonReading =
	{ ok: true; value: unknown; problems: Problem[] } | { ok: false; problems: Problem[] };

/** Deeper than any roadmap file goes, and far from the depth at which recursion would fail. */
const MAX_DEPTH = 100;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

/**
 * Parses JSON text as `JSON.parse` does, and reports what that keeps quiet about: where a syntax
 * error is (line and column, from 1), and fields that stand twice in one object, of which
 * `JSON.parse` would silently drop the first.
 */
export function readJson(text: string): JsonReading {
	try {
		const problems = new Scanner(text).scan();
		return { ok: true, value: JSON.parse(text), problems };
	} catch (error) {
		if (!(error instanceof JsonSyntaxError)) throw error;
		const before = text.slice(0, error.at);
		const line = before.split('\n').length;
		const column = error.at - before.lastIndexOf('\n');
		const message = m.import_not_json({ line, column, reason: error.message });
		return { ok: false, problems: [problem([], message)] };
	}
}

class JsonSyntaxError extends Error {
	readonly at: number;
	constructor(at: number, message: string) {
		super(message);
		this.at = at;
	}
}

class Scanner {
	readonly #text: string;
	readonly #path: PropertyKey[] = [];
	readonly #problems: Problem[] = [];
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	scan(): Problem[] {
		this.#value();
		if (this.#next() !== '') this.#expected(m.import_json_end());
		return this.#problems;
	}

	#value(): void {
		const next = this.#next();
		if (this.#path.length > MAX_DEPTH)
			throw new JsonSyntaxError(this.#at, m.import_json_deep({ limit: MAX_DEPTH }));
		if (next === '{') this.#object();
		else if (next === '[') this.#array();
		else if (next === '"') this.#string();
		else {
			SCALAR.lastIndex = this.#at;
			if (!SCALAR.test(this.#text)) this.#expected(m.import_json_value());
			this.#at = SCALAR.lastIndex;
		}
	}

	#object(): void {
		const names = new Set<string>();
		this.#list('}', () => {
			if (this.#next() !== '"') this.#expected(m.import_json_name());
			const name = this.#string();
			this.#path.push(name);
			if (names.has(name)) this.#problems.push(problem(this.#path, m.import_json_twice()));
			names.add(name);
			if (this.#next() !== ':') this.#expected('":"');
			this.#at++;
			this.#value();
			this.#path.pop();
		});
	}

	#array(): void {
		let index = 0;
		this.#list(']', () => {
			this.#path.push(index++);
			this.#value();
			this.#path.pop();
		});
	}

	#list(end: string, item: () => void): void {
		this.#at++;
		if (this.#next() !== end) {
			item();
			while (this.#next() === ',') {
				this.#at++;
				item();
			}
			if (this.#next() !== end) this.#expected(m.import_json_comma({ end }));
		}
		this.#at++;
	}

	#string(): string {
		const start = this.#at;
		for (let at = start + 1; ; at++) {
			const code = this.#text.charCodeAt(at);
			if (Number.isNaN(code)) throw new JsonSyntaxError(start, m.import_json_open_text());
			if (code < 0x20) throw new JsonSyntaxError(at, m.import_json_control());
			if (code === 0x5c) at++;
			if (code !== 0x22) continue;
			this.#at = at + 1;
			try {
				return JSON.parse(this.#text.slice(start, this.#at)) as string;
			} catch {
				throw new JsonSyntaxError(start, m.import_json_escape());
			}
		}
	}

	/** The character after white space, empty at the end. */
	#next(): string {
		SPACE.lastIndex = this.#at;
		SPACE.test(this.#text);
		this.#at = SPACE.lastIndex;
		return this.#text.charAt(this.#at);
	}

	#expected(what: string): never {
		const found = this.#text.codePointAt(this.#at);
		const shown = found === undefined ? m.import_json_end() : show(String.fromCodePoint(found));
		throw new JsonSyntaxError(this.#at, m.import_json_expected({ what, found: shown }));
	}
}

function show(character: string): string {
	return JSON.stringify(character);
}
