import { describe, expect, test } from 'vitest';
import { invitationForm } from '../people/account-form.ts';
import { check } from '../form.ts';
import {
	answerForm,
	blankReview,
	isChosen,
	readAnswer,
	readReview,
	reviewForm,
	reviewOf,
	reviewProblems,
	typedAnswer,
	typedReview,
	type ReviewTyped
} from './review-form.ts';
import { formOf } from '../testing.ts';

const typed: ReviewTyped = {
	...blankReview(null),
	grade: '2',
	agrees: 'partly',
	evidence: 'insufficient',
	relation: 'Paid by the lab.',
	conflicts: 'None.',
	material: 'The audit.',
	statement: 'One.\nTwo.',
	seen: '2026-03-01T10:00:00Z'
};
const row = {
	grade: 2,
	agrees: 'partly',
	evidence: 'insufficient',
	reviewer: { relation: 'Paid by the lab.', conflicts: 'None.' },
	material: 'The audit.',
	statement: 'One.\nTwo.'
};
const facts = reviewOf({ ...row, reviewer: { ...row.reviewer, name: 'Rev', access: 'full' } });

describe('a review', () => {
	test('is stored as typed and comes back as it was', () => {
		expect(check(reviewForm(2), typed)).toEqual({ ok: true, value: row });
		expect(typedReview(row, typed.seen)).toEqual(typed);
		expect(readReview(formOf({ ...typed, statement: ' One.\r\nTwo. ' }))).toEqual(typed);
	});

	test('is stored without its texts, but not without its judgements', () => {
		const bare = { ...blankReview(null), grade: '0', agrees: 'no', evidence: 'partly' };
		expect(check(reviewForm(2), bare)).toMatchObject({
			value: { material: null, statement: '', reviewer: { relation: '', conflicts: '' } }
		});
		expect(check(reviewForm(2), blankReview(null))).toEqual({
			ok: false,
			errors: Object.fromEntries(
				['grade', 'agrees', 'evidence'].map((field) => [field, expect.stringMatching(/./)])
			)
		});
		expect(check(reviewForm(2), { ...typed, grade: '5' }).ok).toBe(false);
		expect(check(reviewForm(2), { ...typed, statement: 'x'.repeat(100_001) }).ok).toBe(false);
	});

	test('finds something only of criteria that there are', () => {
		const found = (...findings: string[]) => check(reviewForm(2), { ...typed, findings });
		expect(found('met', '', '')).toMatchObject({
			value: { findings: [{ criterion: 0, finding: 'met' }] }
		});
		expect(found('', '', 'met')).toMatchObject({
			ok: false,
			errors: { findings: expect.stringContaining('has 2') }
		});
	});

	test('starts with what its reviewer declared last', () => {
		expect(blankReview(row.reviewer)).toMatchObject({
			relation: 'Paid by the lab.',
			conflicts: 'None.',
			statement: '',
			seen: ''
		});
	});

	test('replaces a newer version only where its reviewer chose to', () => {
		const newer = '2026-03-01T11:00:00Z';
		expect(readReview(formOf({ ...typed, replace: newer })).seen).toBe(newer);
	});

	test('lacks nothing when everything is declared', () => {
		const by = (more: object) => ({ ...facts, reviewer: { ...facts.reviewer, ...more } });
		expect(reviewProblems(facts)).toEqual([]);
		expect(reviewProblems({ ...by({ access: 'public' }), material: null })).toEqual([]);
		expect(reviewProblems({ ...facts, material: null }, 'public')).toEqual([]);
		expect(reviewProblems({ ...by({ access: 'redacted' }), material: ' ' })).toHaveLength(1);
		expect(reviewProblems(by({ conflicts: '\u3000' }))).toHaveLength(1);
		const bare = { ...by({ relation: '', conflicts: '' }), material: '', statement: '' };
		expect(reviewProblems(bare)).toHaveLength(3);
	});

	test('of any other shape leaves the form blank where it cannot be read', () => {
		expect(isChosen(facts)).toBe(true);
		for (const odd of [null, 7, [], {}, { grade: 9, reviewer: 'me', statement: {} }]) {
			expect(isChosen(reviewOf(odd))).toBe(false);
			expect(typedReview(odd, '')).toEqual(blankReview(null));
		}
	});
});

test('an answer says something', () => {
	const answer = readAnswer(formOf({ statement: ' We agree.\r\n', draft: 'an-id', seen: 'then' }));
	expect(check(answerForm, answer)).toEqual({ ok: true, value: { statement: 'We agree.' } });
	expect(check(answerForm, { statement: '\u3000' })).toMatchObject({ ok: false });
	const stored = { id: 'an-id', updated_at: 'then' };
	expect(typedAnswer({ ...stored, facts: { review: 3, statement: 'We agree.' } })).toEqual(answer);
	expect(typedAnswer({ ...stored, facts: [] }).statement).toBe('');
});

test('only a reviewer is invited with access', () => {
	const invite = (role: string, review_access: string) =>
		check(invitationForm, { email: 'a@x.example', role, review_access });
	expect(invite('reviewer', 'redacted')).toMatchObject({ value: { review_access: 'redacted' } });
	expect(invite('leader', 'full')).toEqual({
		ok: true,
		value: { email: 'a@x.example', role: 'leader' }
	});
	expect(invite('reviewer', 'none')).toMatchObject({
		errors: { review_access: expect.any(String) }
	});
});
