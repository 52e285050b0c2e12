import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { entry } from '../../../src/lib/record/entries.ts';
import { Written } from './odd-values.ts';

/** Whether Zod and the database call the same entries whole. */

/** The text of a value, with `Written` numbers as they are. */
export function write(value: unknown): string {
	if (value instanceof Written) return value.text;
	if (Array.isArray(value)) return `[${value.map(write).join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const fields = Object.entries(value).flatMap(([name, inner]) =>
		inner === undefined ? [] : [`${JSON.stringify(name)}:${write(inner)}`]
	);
	return `{${fields.join()}}`;
}

/** The same value in other words: fields the other way round, spaces between, each name given twice. */
export function writeOddly(value: unknown): string {
	if (Array.isArray(value)) return `[\n${value.map(writeOddly).join(' , ')}\t]`;
	if (typeof value !== 'object' || value === null || value instanceof Written) return write(value);
	const fields = Object.entries(value).reverse();
	const twice = fields.map(
		([name, inner]) => `${JSON.stringify(name)} : [0], ${escaped(name)}: ${writeOddly(inner)}`
	);
	return `{ ${twice.join(',\r\n')} }`;
}

function escaped(name: string): string {
	const codes = Array.from(
		name,
		(_, at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`
	);
	return `"${codes.join('')}"`;
}

/** The strict reading: an entry that is read without leaving anything out. */
export function isWhole(body: string): boolean {
	const value: unknown = JSON.parse(body);
	const { success, data } = entry.safeParse(value);
	return success && isDeepStrictEqual(data, value);
}

/** Runs a query with text arrays for parameters. */
export type Ask = (sql: string, parameters: string[][]) => Promise<{ problem: string | null }[]>;

/** What the database finds wrong with each of the texts; null where nothing. */
export async function problemsOf(ask: Ask, bodies: readonly string[]): Promise<(string | null)[]> {
	const rows = await ask(
		`select private.entry_problem(kind, body) as problem
		 from unnest($1::text[], $2::text[]) with ordinality as t (kind, body, n) order by n`,
		[bodies.map(kindIn), [...bodies]]
	);
	return rows.map(({ problem }) => problem);
}

/** The kind that the text says it is, where the database can be asked for it. */
function kindIn(body: string): string {
	const { kind } = (JSON.parse(body) ?? {}) as { kind?: unknown };
	return typeof kind === 'string' && kind.isWellFormed() ? kind.replaceAll('\0', '') : '';
}

/** Expects the same answers of both. Returns them. */
export async function expectAgreement(ask: Ask, bodies: readonly string[]): Promise<boolean[]> {
	const problems = await problemsOf(ask, bodies);
	const whole = bodies.map(isWhole);
	const differ = bodies.flatMap((body, at) =>
		whole[at] === (problems[at] === null)
			? []
			: [{ zod: whole[at], database: problems[at], body: body.slice(0, 2_000) }]
	);
	expect(differ.slice(0, 3)).toEqual([]);
	expect(problems).toHaveLength(bodies.length);
	return whole;
}
