import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import type { GoalRevised, ProgressReported } from '../../record/entries.ts';
import { narrativeOf, revisionText } from './in-language.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

const translation = { language: 'zh', title: '标题', statement: '陈述', criteria: ['一'] } as const;
const revised = {
	kind: 'goal.revised',
	title: 'Title',
	statement: 'Statement',
	criteria: ['One', 'Two'],
	target: { on: '2026-12-31', basis: 'stated', note: 'A note' },
	reason: 'A reason',
	translation
} as unknown as GoalRevised;

test('a reader of the other language gets the translation, marked', () => {
	expect(revisionText(revised)).toMatchObject({ title: 'Title', translated: null });
	overwriteGetLocale(() => 'zh');
	expect(revisionText(revised)).toEqual({
		title: '标题',
		statement: '陈述',
		// What the translation does not have stays as written.
		criteria: ['一', 'Two'],
		target_note: 'A note',
		reason: 'A reason',
		translated: 'zh'
	});
	expect(revisionText({ ...revised, translation: undefined })).toMatchObject({
		title: 'Title',
		translated: null
	});
});

test('a narrative is told in the language read where there is a translation', () => {
	const reported = {
		narrative: '做了什么。',
		translation: { language: 'en', narrative: 'Done.' }
	} as unknown as ProgressReported;
	expect(narrativeOf(reported)).toEqual({ narrative: 'Done.', translated: 'en' });
	overwriteGetLocale(() => 'zh');
	expect(narrativeOf(reported)).toEqual({ narrative: '做了什么。', translated: null });
});
