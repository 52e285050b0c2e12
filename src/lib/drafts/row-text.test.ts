import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../paraglide/runtime.js';
import { rowCriteria, rowReason, rowTitle } from './row-text.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

const row = { title: 'Title', criteria: ['One', 'Two'], reason: 'Why' };
const told = (translation?: unknown) => [
	rowTitle({ ...row, translation }),
	rowCriteria({ ...row, translation }),
	rowReason({ ...row, translation })
];

test('a row is told in the language read where it has a translation into it', () => {
	const translation = { language: 'zh', title: '标题', criteria: ['一', '二'], reason: '理由' };
	expect(told(translation)).toEqual(['Title', ['One', 'Two'], 'Why']);
	overwriteGetLocale(() => 'zh');
	expect(told(translation)).toEqual(['标题', ['一', '二'], '理由']);
	expect(told(null)).toEqual(['Title', ['One', 'Two'], 'Why']);
	expect(told({ ...translation, language: 'en' })).toEqual(['Title', ['One', 'Two'], 'Why']);
});

test('of a translation that is half done, what is left blank stays as written', () => {
	overwriteGetLocale(() => 'zh');
	expect(told({ language: 'zh', title: '', criteria: ['', '二'] })).toEqual([
		'Title',
		['One', '二'],
		'Why'
	]);
	// A translated reason is of a reason: the first revision has none.
	expect(rowReason({ reason: null, translation: { language: 'zh', reason: '理由' } })).toBeNull();
});
