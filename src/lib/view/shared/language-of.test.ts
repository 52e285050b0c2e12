import { fc, test } from '@fast-check/vitest';
import { afterEach, describe, expect } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { languageOf } from './language-of.ts';

const read = (locale: 'en' | 'zh') => overwriteGetLocale(() => locale);
afterEach(() => read('en'));

const CHINESE = '在 Harbour Institute for AI Assurance 评审之后，访问权限每季度核查一次。';

describe('languageOf', () => {
	test.each([
		['en', 'We don’t hold weights on laptops.', undefined],
		['en', CHINESE, 'zh-Hans'],
		['zh', 'We don’t hold weights on laptops.', 'en'],
		['zh', CHINESE, undefined],
		['zh', 'Anthropic', 'en'],
		['en', 'The word 安保 means security.', undefined],
		['en', 'การทดสอบโมเดล', 'th'],
		['zh', 'การทดสอบโมเดล', 'th'],
		['en', 'حماية أوزان النموذج', 'ar'],
		['en', 'Защита весов модели', 'ru'],
		['en', 'モデルの重みを保護する', 'ja'],
		['zh', '模型の重みを保護する', 'ja'],
		['en', '모델 가중치', 'ko'],
		['en', 'मॉडल का परीक्षण', 'hi'],
		['en', 'The word Защита means protection.', undefined]
	] as const)('on a page in %s, of %s', (locale, text, lang) => {
		read(locale);
		expect(languageOf(text)).toBe(lang);
	});

	test.each(['', '2026-09-30', '100%', '<p></p>'])(
		'is silent of %j, which has no words',
		(text) => {
			read('zh');
			expect(languageOf(text)).toBeUndefined();
		}
	);

	test('reads what HTML shows, not its tags', () => {
		const html = '<p class="a b c" title="d e f"><em>访问</em>&nbsp;<strong>权限</strong></p>';
		read('en');
		expect(languageOf(html)).toBe('zh-Hans');
	});

	test.prop([fc.string({ unit: 'grapheme' })])(
		'says the same of a text in either language',
		(text) => {
			read('en');
			const english = languageOf(text);
			read('zh');
			const chinese = languageOf(text);
			if (english && english === chinese) {
				expect(text).toMatch(/(?![\p{Script=Latin}\p{Script=Han}])\p{L}/u);
				return;
			}
			expect([english, chinese]).toContain(undefined);
			expect([undefined, 'zh-Hans']).toContain(english);
			expect([undefined, 'en']).toContain(chinese);
		}
	);
});
