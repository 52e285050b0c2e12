import { expect, test } from 'vitest';
import { day } from '../../record/parts.ts';
import { METHODS, newest } from '../../scoring/methods.ts';
import { method, position, readQuery } from './query.ts';

const read = (query: string) =>
	readQuery(new URLSearchParams(query), { as_of: day.optional(), after: position.optional() });

test('gives what the shape describes', () => {
	expect(read('')).toEqual({ ok: true, values: {} });
	expect(read('as_of=2026-05-16&after=12')).toEqual({
		ok: true,
		values: { as_of: '2026-05-16', after: 12 }
	});
});

test.each([
	['as_of=2026-02-30', 'as_of', /calendar day/],
	['as_of=', 'as_of', /calendar day/],
	['as_of=2026-05-16&as_of=2026-05-16', 'as_of', /more than once/],
	['asof=2026-05-16', 'asof', /takes as_of, after/],
	['__proto__=1', '__proto__', /takes as_of, after/],
	['after=-1', 'after', /whole number/],
	['after=1e3', 'after', /whole number/],
	['after=9999999999999999', 'after', /whole number/]
])('refuses %s', (query, parameter, detail) => {
	expect(read(query)).toEqual({
		ok: false,
		errors: [{ parameter, detail: expect.stringMatching(detail) }]
	});
});

const methodOf = (query: string) => readQuery(new URLSearchParams(query), { method });

test('a method is asked for by its number, and else is the newest', () => {
	expect(methodOf('')).toEqual({ ok: true, values: { method: newest } });
	expect(methodOf('method=1')).toEqual({ ok: true, values: { method: METHODS[1] } });
	expect(methodOf('method=2')).toEqual({ ok: true, values: { method: METHODS[2] } });
});

test.each(['3', '0', '', '1.0', '01', 'one', 'toString'])('there is no method "%s"', (number) => {
	const errors = [{ parameter: 'method', detail: 'must be one of 1, 2' }];
	expect(methodOf(`method=${number}`)).toEqual({ ok: false, errors });
});

test('names every parameter that is wrong, once', () => {
	const result = read('as_of=soon&after=x&page=2&page=3');
	expect(result.ok ? [] : result.errors.map((error) => error.parameter)).toEqual([
		'page',
		'as_of',
		'after'
	]);
});

test('says so where an address takes no parameters', () => {
	expect(readQuery(new URLSearchParams('a=1'), {})).toMatchObject({
		errors: [{ parameter: 'a', detail: expect.stringContaining('takes none') }]
	});
});
