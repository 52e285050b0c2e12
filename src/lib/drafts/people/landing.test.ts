import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
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
	// As browsers read it: without the line's end.
	['/workspace/\r\nx', '/workspace/x'],
	['/workspace/中?a=é', '/workspace/%E4%B8%AD?a=%C3%A9'],
	['/workspace/\u2028x', '/workspace/%E2%80%A8x'],
	['/workspace/../lodestone', '/workspace'],
	['/workspace/%2e%2e/%2e%2e//evil.example', '/workspace'],
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
