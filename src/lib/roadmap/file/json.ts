import { visit } from 'jsonc-parser';
import { m } from '../../paraglide/messages.js';
import { problem, type Path, type Problem } from './problem.ts';

export type JsonReading =
	{ ok: true; value: unknown; problems: Problem[] } | { ok: false; problems: Problem[] };

/** The parser's errors that are told apart here: its own names are there for compilers only. */
const UNCLOSED = { object: 7, array: 8, text: 12, number: 13 };
const INSIDE_TEXT = { unicode: 14, escape: 15, character: 16 };

/** Deeper than any roadmap file goes, and far from the depth at which recursion would fail. */
const MAX_DEPTH = 100;

/**
 * Parses JSON text as `JSON.parse` does, and reports what that keeps quiet about: where a syntax
 * error is (line and column, from 1), and fields that stand twice in one object, of which
 * `JSON.parse` would silently drop the first.
 */
export function readJson(text: string): JsonReading {
	try {
		const problems = givenTwice(text).map((path) => problem(path, m.import_json_twice()));
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

/**
 * Where fields stand that an object of the JSON has twice. Throws at the first error, for the parser would go
 * on behind it.
 */
export function givenTwice(text: string): Path[] {
	const twice: Path[] = [];
	/** The objects and arrays that are open: of an object the names so far. */
	const open: (Set<string> | 'array')[] = [];
	/** What may come next. */
	let next: () => string = m.import_json_value;
	/** What might have come where one ended, which the parser also says of one that breaks off. */
	let atEnd = next;
	const goDown = (at: number) => {
		if (open.length > MAX_DEPTH)
			throw new JsonSyntaxError(at, m.import_json_deep({ limit: MAX_DEPTH }));
	};
	const goOn = () => {
		const within = open.at(-1);
		const end = within === 'array' ? ']' : '}';
		next = within ? () => m.import_json_comma({ end }) : m.import_json_end;
	};
	const end = () => {
		atEnd = next;
		open.pop();
		goOn();
	};
	visit(
		text,
		{
			onObjectBegin(at) {
				goDown(at);
				open.push(new Set());
				next = m.import_json_name;
			},
			onObjectProperty(name, _at, _length, _line, _column, path) {
				const names = open.at(-1) as Set<string>;
				if (names.has(name)) twice.push([...path(), name]);
				names.add(name);
				next = () => '":"';
			},
			onObjectEnd: end,
			onArrayBegin(at) {
				goDown(at);
				open.push('array');
				next = m.import_json_value;
			},
			onArrayEnd: end,
			onLiteralValue(_value, at) {
				goDown(at);
				goOn();
			},
			onSeparator(sign) {
				const named = sign === ',' && open.at(-1) !== 'array';
				next = named ? m.import_json_name : m.import_json_value;
			},
			onError(code, at, length) {
				if (code === UNCLOSED.object || code === UNCLOSED.array) throw expected(text, at, atEnd());
				if (code === UNCLOSED.number) throw expected(text, at + length, m.import_json_digit());
				throw textFault(text, code, at, length) ?? expected(text, at, next());
			}
		},
		{ disallowComments: true }
	);
	return twice;
}

function expected(text: string, at: number, what: string): JsonSyntaxError {
	const found = text.codePointAt(at);
	const shown =
		found === undefined ? m.import_json_end() : JSON.stringify(String.fromCodePoint(found));
	return new JsonSyntaxError(at, m.import_json_expected({ what, found: shown }));
}

/** What is wrong within a text; null where the error is another. */
function textFault(text: string, code: number, at: number, length: number) {
	switch (code) {
		case INSIDE_TEXT.escape:
		case INSIDE_TEXT.unicode:
			return new JsonSyntaxError(at, m.import_json_escape());
		case INSIDE_TEXT.character:
		case UNCLOSED.text: {
			// A line break ends a text, and is not counted to it.
			const control = text.slice(at, at + length + 1).search(/[^ -\uffff]/);
			return control === -1
				? new JsonSyntaxError(at, m.import_json_open_text())
				: new JsonSyntaxError(at + control, m.import_json_control());
		}
		default:
			return null;
	}
}
