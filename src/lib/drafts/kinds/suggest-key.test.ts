import { expect, test } from 'vitest';
import { KEY_MAX, KEY_PATTERN } from '../../record/slug.ts';
import { suggestKey } from './suggest-key.ts';

test.each([
	['Red-team every release', 'red-team-every-release'],
	['  Évaluer l’accès  à distance! ', 'evaluer-lacces-a-distance'],
	['模型安全', ''],
	['ASL-4 (v2)', 'asl-4-v2']
])('%s', (title, key) => {
	expect(suggestKey(title)).toBe(key);
});

test('stays within the length of a key, cut at a word', () => {
	const key = suggestKey('protected '.repeat(20));
	expect(key).toBe('protected-protected-protected-protected-protected-protected');
	expect(key.length).toBeLessThanOrEqual(KEY_MAX);
	expect(key).toMatch(KEY_PATTERN);
});
