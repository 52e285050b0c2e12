import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';

test.each([
	['/zh/lodestone', '/zh/lodestone'],
	['/lodestone?utm_source=a&per=month&as_of=2026-06-30', '/lodestone?as_of=2026-06-30'],
	['/lodestone/changes?page=2&as_of=', '/lodestone/changes'],
	['/compare/goals?sort=slip&q=red+team%22%3E', '/compare/goals?q=red+team%22%3E'],
	['/record?entry=2&entry=3', '/record?entry=2']
])('of %s the address is %s', (asked, address) => {
	const origin = 'https://waymark.example';
	expect(canonical(new URL(origin + asked))).toBe(origin + address);
});
