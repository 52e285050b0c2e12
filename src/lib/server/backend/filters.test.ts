import { expect, test } from 'vitest';
import { filtersAsText } from './filters.ts';

test.each([
	['eq.true', 'eq."true"'],
	['neq.1e5', 'neq."1e5"'],
	['not.eq.null', 'not.eq."null"'],
	['eq."a"', 'eq.""a""'],
	['gt.a\nb', 'gt."a\nb"'],
	['is.null', 'is.null'],
	['in.(a,b)', 'in.(a,b)']
])('%j is asked as %j', (value, asked) => {
	const query = (text: string) => new URLSearchParams({ select: 'a,b(c)', 'b.c': text });
	const address = (text: string) => `http://x.localhost/rest/v1/t?${query(text)}`;
	expect(new URL(filtersAsText(address(value))).searchParams).toEqual(query(asked));
});

test('requests to the other parts are left alone', () => {
	const address = 'http://x.localhost/auth/v1/token?grant_type=eq.true';
	expect(filtersAsText(address)).toBe(address);
});
