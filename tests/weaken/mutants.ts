import type { Source } from '../../scripts/schema/sources.ts';

/** Functions that refuse, each time with one condition for a refusal that never holds. */

export type Mutant = {
	/** The function's name, the code of the refusal, and what was weakened. */
	name: string;
	code: string;
	/** Puts the weakened function in the place of the true one. */
	sql: string;
};

const FUNCTION = /^create function ([\w.]+)\([^]*?^\$\$;$/gm;
const REFUSAL = /perform private\.refuse\('([\w.]+)'[^;]*;/g;
const CONDITION = /\b(?:els)?if\s((?:(?!\b(?:els)?if\s|\bthen\b)[^])*)\bthen\s+$/;

/** One for each condition of a refusal, and one for each of several of which any is enough. */
export function mutants(sources: Source[]): Mutant[] {
	return sources.flatMap(({ sql }) =>
		[...sql.matchAll(FUNCTION)].flatMap(([text, name]) => ofFunction(text, name!))
	);
}

function ofFunction(text: string, name: string): Mutant[] {
	const made = (code: string, from: number, to: number, by: string): Mutant => ({
		name: `${name} · ${code} · ${text.slice(from, to).replace(/\s+/g, ' ').trim()}`,
		code,
		sql: (text.slice(0, from) + by + text.slice(to)).replace(
			'create function',
			'create or replace function'
		)
	});
	return [...text.matchAll(REFUSAL)].flatMap((refusal) => {
		const [statement, code] = refusal as unknown as [string, string];
		const condition = CONDITION.exec(text.slice(0, refusal.index));
		// What refuses without a condition of its own, as in a handler.
		if (!condition) return [made(code, refusal.index, refusal.index + statement.length, 'null;')];
		const [whole, asked] = condition as unknown as [string, string];
		const start = condition.index + whole.indexOf(asked);
		const parts = alternatives(asked);
		const each = parts.map(([from, to]) => made(code, start + from, start + to, ' false '));
		return parts.length === 1 ? each : [made(code, start, start + asked.length, 'false '), ...each];
	});
}

/** Where the parts of a condition stand that a bare OR joins. */
export function alternatives(condition: string): [from: number, to: number][] {
	const parts: [number, number][] = [];
	let depth = 0;
	let quoted = false;
	let from = 0;
	for (let at = 0; at < condition.length; at++) {
		const here = condition[at]!;
		if (here === "'") quoted = !quoted;
		if (quoted) continue;
		if (here === '(' || word(condition, at, 'case')) depth++;
		if (here === ')' || word(condition, at, 'end')) depth--;
		if (depth > 0 || !word(condition, at, 'or')) continue;
		parts.push([from, at]);
		from = at + 'or'.length;
	}
	return [...parts, [from, condition.length]];
}

const word = (text: string, at: number, searched: string) =>
	text.startsWith(searched, at) &&
	!/\w/.test(text[at - 1] ?? '') &&
	!/\w/.test(text[at + searched.length] ?? '');
