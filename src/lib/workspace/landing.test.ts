import { expect, test } from 'vitest';
import { landing } from './landing.ts';

test.each([
	[null, '/workspace'],
	['', '/workspace'],
	['/workspace/lodestone/goals/a?b=c', '/workspace/lodestone/goals/a?b=c'],
	['//evil.example/workspace', '/workspace'],
	['https://evil.example', '/workspace'],
	['/workspace//evil.example', '/workspace'],
	['/workspace/\\evil.example', '/workspace'],
	['/workspaceevil', '/workspace'],
	['/workspace/\r\nx', '/workspace']
])('%s leads to %s', (to, expected) => {
	expect(landing(to)).toBe(expected);
});
