import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { KEY_MAX, KEY_PATTERN } from '../../record/slug.ts';
import { AREAS } from '../../record/vocabulary.ts';
import { suggestKey, suggestSlug } from './suggest-key.ts';

test.each([
	['Red-team every release', 'red-team-every-release'],
	['  Évaluer l’accès  à distance! ', 'evaluer-lacces-a-distance'],
	['ASL-4 (v2)', 'asl-4-v2'],
	['Größere Straße, Łódź', 'grossere-strasse-lodz'],
	['2026', '2026'],
	['α-tests of models', 'tests-of-models'],
	['模型安全', 'security-1'],
	['模型权重 SL3 保护', 'security-1'],
	['การทดสอบ 2026', 'security-1'],
	['การประเมิน 2026', 'security-1'],
	['Защита весов ASL-4', 'security-1'],
	['حماية الأوزان', 'security-1'],
	['🚀', 'security-1'],
	['', ''],
	['  ', '']
])('%j → %j', (title, key) => {
	expect(suggestKey(title, 'security', new Set())).toBe(key);
});

test('is not one that is taken', () => {
	const taken = new Set(['a-goal', 'a-goal-2', 'policy-1', 'goal-1']);
	expect(suggestKey('A goal', 'policy', taken)).toBe('a-goal-3');
	expect(suggestKey('目标', 'policy', taken)).toBe('policy-2');
	expect(suggestKey('目标', '', taken)).toBe('goal-2');
});

test('stays within the length of a key, cut at a word', () => {
	const key = suggestKey('protected '.repeat(20), '', new Set());
	expect(key).toBe('protected-protected-protected-protected-protected-protected');
	expect(suggestKey('protected '.repeat(20), '', new Set([key]))).toBe(
		'protected-protected-protected-protected-protected-protecte-2'
	);
	const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
	expect(suggestKey(word, '', new Set())).toBe(
		'rindfleischetikettierungsuberwachungsaufgabenubertragungsges'
	);
});

const title = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
property.prop([fc.array(title.filter((each) => each.trim() !== '')), fc.constantFrom(...AREAS)])(
	'keys of one organization are keys, and no two are alike',
	(titles, area) => {
		const taken = new Set<string>();
		for (const each of titles) {
			const key = suggestKey(each, area, taken);
			expect(key).toMatch(KEY_PATTERN);
			expect(key.length).toBeLessThanOrEqual(KEY_MAX);
			expect(taken).not.toContain(key);
			taken.add(key);
		}
	}
);

test('an organization gets a short name that hides no page of the app', () => {
	expect(suggestSlug('Northlight Æther, Inc.')).toBe('northlight-aether-inc');
	expect(suggestSlug('Record')).toBe('record-roadmap');
	expect(suggestSlug('北极光')).toBe('');
});
