import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { readJson } from './json.ts';

function message(text: string): string | undefined {
	const reading = readJson(text);
	return reading.ok ? undefined : reading.problems[0]?.message;
}

describe('agrees with JSON.parse', () => {
	prop.prop([fc.jsonValue({ maxDepth: 4 }), fc.nat(3)], { numRuns: 200 })(
		'on what is valid',
		(value, indent) => {
			const text = JSON.stringify(value, null, indent);
			expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text), problems: [] });
		}
	);

	const letter = fc.constantFrom(...'{}[]",:.-+eE\\/u0019 \n\ttruefalsn\u0001');
	prop.prop([fc.json(), fc.nat(), letter, fc.boolean()], { numRuns: 1000 })(
		'on what is valid after one slip',
		(json, at, typed, over) => {
			const place = at % (json.length + 1);
			const text = json.slice(0, place) + typed + json.slice(over ? place + 1 : place);
			let valid = true;
			try {
				JSON.parse(text);
			} catch {
				valid = false;
			}
			expect(readJson(text).ok).toBe(valid);
		}
	);
});

describe('places of syntax errors', () => {
	test.each([
		['', 'line 1, column 1: expected a value, found the end of the file'],
		['{"a": 1,\n "b" 2}', 'line 2, column 6: expected ":", found "2"'],
		['{"a": 1\r\n"b": 2}', 'line 2, column 1: expected "," or "}", found "\\""'],
		["{'a': 1}", 'line 1, column 2: expected a field name in double quotes, found "\'"'],
		['[1, 2,]', 'line 1, column 7: expected a value, found "]"'],
		['[1] // done', 'line 1, column 5: expected the end of the file, found "/"'],
		['[01]', 'line 1, column 3: expected "," or "]", found "1"'],
		['["a\nb"]', 'line 1, column 4: a line break'],
		['["a', 'line 1, column 2: text that is never closed'],
		['["\\x"]', 'line 1, column 2: text with a \\ that escapes nothing'],
		['[1.]', 'line 1, column 4: expected a digit, found "]"'],
		['["a", "\u0001"]', 'line 1, column 8: a line break or control character'],
		['{"a": [1', 'line 1, column 9: expected "," or "]", found the end of the file'],
		['{', 'line 1, column 2: expected a field name in double quotes, found the end of the file'],
		['[NaN]', 'line 1, column 2: expected a value, found "N"'],
		['['.repeat(200_000), 'line 1, column 102: it is nested more than 100 deep']
	])('%#', (text, expected) => {
		expect(message(text)).toContain(`is not valid JSON at ${expected}`);
	});
});

describe('fields that stand twice', () => {
	test('are named by their path, also where one is written with an escape', () => {
		const reading = readJson('{"a":[{},{"b":{"c":1,"\\u0063":2}}],"d":1,"d":1}');
		expect(reading.problems.map(({ path }) => path)).toEqual(['a[1].b.c', 'd']);
	});

	test('are no problem in different objects', () => {
		expect(readJson('{"a":{"a":1},"b":[{"a":1},{"a":2}]}').problems).toEqual([]);
	});
});
