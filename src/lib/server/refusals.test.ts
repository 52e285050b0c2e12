import { globSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../paraglide/runtime.js';
import { failure } from './failure.ts';
import { refusal, REFUSALS } from './refusals.ts';

const sql = globSync('supabase/schemas/**/*.sql')
	.map((file) => readFileSync(file, 'utf8'))
	.join('\n');

/** Every `private.refuse('code', 'Sentence.')`; no sentence where it is made with format(). */
const refused = [...sql.matchAll(/private\.refuse\(\s*'(\w+)',\s*('(?:[^']|'')*'\))?/g)].map(
	([, code, literal]) => ({
		code: code!,
		sentence: literal?.slice(1, -2).replaceAll("''", "'")
	})
);
const codes = [...new Set(refused.map(({ code }) => code))].sort();

const english = getLocale;
afterEach(() => overwriteGetLocale(english));

test('every refusal of the schemas has a message, and every message a refusal', () => {
	// One call for the definition of refuse() itself, which names no code.
	const calls = sql.match(/private\.refuse\((?!code text|text)/g)!;
	expect(refused).toHaveLength(calls.length);
	expect(Object.keys(REFUSALS).sort()).toEqual(codes);
});

describe('in English', () => {
	test('the database speaks for itself', () => {
		const message = 'The update of 2026-03-01 rests on a criterion that this revision takes away.';
		expect(failure({ code: '22W01', details: 'criteria_cited', message }).message).toBe(message);
	});

	test.each(codes)(
		'the message of %s is what the database says, where it says one thing',
		(code) => {
			const said = new Set(
				refused.filter((each) => each.code === code).map((each) => each.sentence)
			);
			const [sentence] = said;
			if (said.size === 1 && sentence) expect(REFUSALS[code]!()).toBe(sentence);
			else expect(REFUSALS[code]!()).toMatch(/^[A-Z].+\.$/);
		}
	);
});

describe('in Chinese', () => {
	test.each([...codes, 'of_a_later_migration'])('%s is said in Chinese', (code) => {
		overwriteGetLocale(() => 'zh');
		const { message } = failure({ code: '22W01', details: code, message: 'In English.' });
		expect(message).toMatch(/^\p{Script=Han}.+。$/u);
		expect(message).toBe(refusal(code, ''));
	});
});
