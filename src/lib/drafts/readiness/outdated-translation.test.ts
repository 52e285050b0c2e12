import { expect, test } from 'vitest';
import type { GoalTextRow } from '../kinds/goal-text.ts';
import { outdatedTranslation } from './outdated-translation.ts';

const words = { language: 'zh', title: '标题', statement: '陈述', criteria: ['一', '二'] };
const current: GoalTextRow = {
	title: 'Title',
	statement: 'Statement',
	criteria: ['One', 'Two'],
	target_on: '2026-12-31',
	target_within: null,
	target_basis: 'stated',
	target_note: null,
	outlook: null,
	effective_on: '2026-01-01',
	translation: words
};
const said = (change: Partial<GoalTextRow>, before: GoalTextRow | undefined = current) =>
	outdatedTranslation(before, { ...current, ...change });
const sentence = (parts: string) =>
	`The translation may be out of date. Changed, while the translation stayed the same: ${parts}.`;

test('parts that changed without their translation are named', () => {
	expect(said({ title: 'Other' })).toBe(sentence('Title'));
	expect(said({ title: 'Other', statement: 'Other', criteria: ['One', 'Other'] })).toBe(
		sentence('Title, Statement, Criterion 2')
	);
	const noted = { ...current, target_note: 'A note', translation: { ...words, target_note: '注' } };
	expect(said({ ...noted, target_note: 'Another' }, noted)).toBe(
		sentence('Note on the target date')
	);
});

test('a translation that changed along, was taken away or never was is not outdated', () => {
	expect(said({})).toBeNull();
	expect(said({ title: 'Other', translation: { ...words, title: '别的' } })).toBeNull();
	expect(said({ title: 'Other', translation: null })).toBeNull();
	expect(said({ title: 'Other' }, { ...current, translation: null })).toBeNull();
	expect(outdatedTranslation(undefined, current)).toBeNull();
	// Half done, which stands in the way of publication by itself.
	expect(said({ title: 'Other', translation: { ...words, title: '' } })).toBeNull();
});

test('criteria may be moved, added and taken away with their translations', () => {
	const moved = { ...words, criteria: ['二', '一'] };
	expect(said({ criteria: ['Two', 'One'], translation: moved })).toBeNull();
	expect(said({ criteria: ['Two', 'One'] })).toBe(sentence('Criterion 1, Criterion 2'));
	expect(said({ criteria: ['Two'], translation: { ...words, criteria: ['二'] } })).toBeNull();
	const more = { ...words, criteria: ['一', '二', '三'] };
	expect(said({ criteria: ['One', 'Two', 'Three'], translation: more })).toBeNull();
});
