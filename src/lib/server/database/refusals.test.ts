import { globSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale, getLocale, locales } from '../../paraglide/runtime.js';
import { failure } from './failure.ts';
import { refusal, REFUSALS } from './refusals.ts';

/** Without comments, in which a code may be spoken of. */
const sql = globSync('supabase/schemas/**/*.sql')
	.map((file) => readFileSync(file, 'utf8').replace(/--.*$/gm, ''))
	.join('\n');

/** Every `private.refuse('code')` and `private.refuse('code', jsonb_build_object('name', value, …))`. */
const calls = [...sql.matchAll(/perform private\.refuse\(/g)].map(({ index }) => {
	const [code, given] = argumentsAt(sql.indexOf('(', index));
	const pairs = given === undefined ? [] : argumentsAt(0, given.replace(/^jsonb_build_object/, ''));
	return {
		code: /^'([\w.]+)'$/.exec(code!)?.[1] ?? code!,
		parameters: pairs.filter((_, at) => at % 2 === 0).map((name) => name.slice(1, -1))
	};
});
const codes = [...new Set(calls.map(({ code }) => code))].sort();

/** What stands between the parenthesis at that place and its own end, at each comma of its own. */
function argumentsAt(start: number, text = sql): string[] {
	const found: string[] = [];
	let [from, depth] = [start + 1, 0];
	for (const { 0: token, index } of text.slice(start).matchAll(/'(?:[^']|'')*'|[(),]/g)) {
		const at = start + index;
		if (token === '(') depth += 1;
		if (token === ')') depth -= 1;
		if (depth === 0 || (depth === 1 && token === ',')) {
			found.push(text.slice(from, at).trim());
			from = at + 1;
		}
		if (depth === 0) return found;
	}
	throw new Error('A call has no end.');
}

/** What the sentence of a code takes in, and the sentence with each of it in its place. */
function said(code: string): { taken: string[]; sentence: string } {
	const taken = new Set<string>();
	const parameters = new Proxy(
		{},
		{ get: (_, name: string) => taken.add(name) && `«${name}»`, has: () => true }
	);
	return { sentence: refusal(code, parameters), taken: [...taken].sort() };
}

const own = getLocale;
afterEach(() => overwriteGetLocale(own));

test('every refusal of the schemas is read here', () => {
	expect(calls.length).toBeGreaterThan(100);
	expect(calls).toHaveLength(sql.match(/private\.refuse\((?!code text|text)/g)!.length);
	for (const { code } of calls) expect(code).toMatch(/^[a-z_]+(\.[a-z_]+)?$/);
});

test('every code has a sentence, and every sentence a code', () => {
	expect(Object.keys(REFUSALS).sort()).toEqual(codes);
});

test('a code is refused with the same parameters wherever it is', () => {
	for (const code of codes) {
		const given = calls.filter((call) => call.code === code);
		for (const { parameters } of given) expect({ code, parameters }).toEqual(given[0]);
	}
});

test('SQL holds no sentence', () => {
	// What is raised but for refuse() itself is a warning to whoever applies the migrations, or ends a
	// rehearsal, which catches it.
	expect(sql.match(/\braise (?!warning|exception using errcode = 'WM001')/g)).toEqual(['raise ']);
	const literals = [...sql.matchAll(/'((?:[^']|'')*)'/g)].map(([, text]) => text!);
	const spoken = literals.filter((text) => /^[A-Z][a-z]+ [a-z]+ .*[.!?]$/.test(text));
	const comments = [...sql.matchAll(/^comment on [^;]*?is\s+'((?:[^']|'')*)'/gm)];
	const ofTables = new Set(comments.map(([, text]) => text));
	expect(spoken.filter((text) => !ofTables.has(text))).toEqual([]);
});

describe.each(locales)('in %s', (locale) => {
	test.each(codes)('the sentence of %s names what SQL gives, and nothing else', (code) => {
		overwriteGetLocale(() => locale);
		const { taken, sentence } = said(code);
		const { parameters } = calls.find((call) => call.code === code)!;
		expect(taken).toEqual([...parameters].sort());
		for (const name of parameters) expect(sentence).toContain(`«${name}»`);
		expect(sentence).toMatch(locale === 'zh' ? /\p{Script=Han}.*。$/u : /^[A-Z“].+\.$/);
	});

	test('a code of a newer schema is refused in general words', () => {
		overwriteGetLocale(() => locale);
		const error = { code: '22W01', details: 'of_a_later_migration.x', hint: '{}', message: 'x' };
		const { code, message } = failure(error);
		expect(code).toBe('of_a_later_migration');
		expect(message).toMatch(
			locale === 'zh' ? /\p{Script=Han}.*。$/u : /^The database refused this/
		);
	});
});

test('a refusal has its code without the case, and the sentence of the case', () => {
	const refused = (details: string, hint: string | null) =>
		failure({ code: '22W01', details, hint, message: `${details} ${hint}` });
	expect(refused('goal_closed', '{"day": "2026-03-01"}')).toEqual({
		code: 'goal_closed',
		message: 'This goal was closed on 2026-03-01. Only corrections can follow.'
	});
	expect(refused('goal_closed.already', null)).toEqual({
		code: 'goal_closed',
		message: 'This goal is closed already.'
	});
	overwriteGetLocale(() => 'zh');
	expect(refused('unknown_criterion', '{"revision": 3}').message).toBe(
		'有证据项指向修订 3 所没有的验收标准。请打开草稿重新选择。'
	);
});
