import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { invalidParameters } from './endpoint.ts';
import { readQuery } from './query.ts';
import { PROBLEMS, problem, type ProblemCode } from './problem.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const codes = Object.keys(PROBLEMS) as ProblemCode[];

test.each(codes)('%s speaks the language of the address, under one type', async (code) => {
	const english = problem(code, 'x');
	overwriteGetLocale(() => 'zh');
	const chinese = problem(code, 'x');
	expect(english.headers.get('content-language')).toBe('en');
	expect(chinese.headers.get('content-language')).toBe('zh-Hans');
	const [one, other] = [await english.json(), await chinese.json()];
	expect([other.type, other.status]).toEqual([one.type, one.status]);
	expect(one.title).toMatch(/^[A-Z][a-z ]+$/);
	expect(other.title).toMatch(/^\p{Script=Han}/u);
	expect(PROBLEMS[code].meaning()).toMatch(/\p{Script=Han}/u);
});

test('the parameters that cannot be used are named in both languages', async () => {
	const refusal = async () => {
		const query = readQuery(new URLSearchParams('page=2'), {});
		return (await invalidParameters(query.ok ? [] : query.errors).json()).detail;
	};
	expect(await refusal()).toBe('page is not a parameter of this address, which takes none.');
	overwriteGetLocale(() => 'zh');
	expect(await refusal()).toBe('page 不是这个地址的参数；这个地址不接受任何参数。');
});
