import { expect, test } from 'vitest';
import {
	readRevisionTranslation,
	readUpdateTranslation,
	revisionTranslation,
	typedRevisionTranslation,
	updateTranslation
} from './translation-form.ts';

const formOf = (fields: Record<string, string>) => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
};

test('nothing typed is no translation, whatever the language', () => {
	const form = formOf({ 'translation.language': 'zh', 'translation.title': '  ' });
	expect(revisionTranslation.parse(readRevisionTranslation(form, [0, 1], 'en'))).toBeNull();
	expect(updateTranslation.parse(readUpdateTranslation(form, 'en'))).toBeNull();
});

test('a draft is kept half done, in the order of the criteria', () => {
	const form = formOf({ 'translation.title': '标题', 'translation.criteria.4': '第二' });
	const typed = readRevisionTranslation(form, [3, 4], 'en');
	const stored = revisionTranslation.parse(typed);
	expect(stored).toEqual({ language: 'zh', title: '标题', statement: '', criteria: ['', '第二'] });
	expect(typedRevisionTranslation(stored, 2, 'en')).toEqual(typed);
});

test('a translation is proposed into the language that is not read', () => {
	expect(typedRevisionTranslation(null, 0, 'en').language).toBe('zh');
	expect(typedRevisionTranslation(null, 0, 'zh').language).toBe('en');
	const form = formOf({ 'translation.language': 'fr', 'translation.narrative': 'x' });
	expect(updateTranslation.parse(readUpdateTranslation(form, 'zh'))).toEqual({
		language: 'en',
		narrative: 'x'
	});
});

test('a title that is too long is refused', () => {
	const typed = { ...typedRevisionTranslation(null, 0, 'en'), title: 'x'.repeat(1_001) };
	expect(revisionTranslation.safeParse(typed).success).toBe(false);
});
