import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../paraglide/runtime.js';
import { landing } from './landing.ts';

const english = getLocale;
afterEach(() => overwriteGetLocale(english));

test.each([
	[null, '/workspace'],
	['', '/workspace'],
	['/workspace/lodestone/goals/a?b=c', '/workspace/lodestone/goals/a?b=c'],
	['//evil.example/workspace', '/workspace'],
	['https://evil.example', '/workspace'],
	['/workspace//evil.example', '/workspace'],
	['/workspace/\\evil.example', '/workspace'],
	['/workspaceevil', '/workspace'],
	['/workspace/\r\nx', '/workspace'],
	['/zh//evil.example', '/workspace'],
	['/zh/zh/workspace', '/workspace'],
	['/zh', '/workspace']
])('%s leads to %s', (next, expected) => {
	expect(landing(next)).toBe(expected);
});

test.each([
	[null, '/zh/workspace'],
	['/zh/workspace/lodestone?b=c', '/zh/workspace/lodestone?b=c'],
	['/workspace/lodestone', '/zh/workspace/lodestone'],
	['/zh//evil.example', '/zh/workspace']
])('who signs in in Chinese goes on in it: %s leads to %s', (next, expected) => {
	overwriteGetLocale(() => 'zh');
	expect(landing(next)).toBe(expected);
});

test('a page that was asked for in Chinese is shown in English to who changed to it', () => {
	expect(landing('/zh/workspace/lodestone')).toBe('/workspace/lodestone');
});
