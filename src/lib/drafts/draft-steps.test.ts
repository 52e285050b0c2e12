import { expect, test } from 'vitest';
import { stateOf, stepsOf, type Standing } from './draft-steps.ts';

const lea = { id: 'lea', name: 'Lea' };
const kwabena = { id: 'kwabena', name: 'Kwabena' };
const draft: Standing = { status: 'draft', author: lea, submitter: null, editors: [] };
const waiting: Standing = { ...draft, status: 'submitted', submitter: lea };
/** The steps that are there. */
const steps = (of: Standing, member: string, rule: boolean) =>
	Object.entries(stepsOf(of, member, rule)).flatMap(([step, may]) => (may ? [step] : []));

test('under the two-person rule a draft is submitted by one and published by another', () => {
	expect(steps(draft, 'lea', true)).toEqual(['edit', 'submit']);
	expect(steps(draft, 'kwabena', true)).toEqual(['edit', 'submit']);
	expect(steps(waiting, 'lea', true)).toEqual(['takeBack']);
	expect(steps(waiting, 'kwabena', true)).toEqual(['confirm', 'return']);
});

test('who changed it, or submitted what another wrote, is no second person', () => {
	expect(steps({ ...waiting, editors: ['kwabena'] }, 'kwabena', true)).toEqual(['return']);
	const handed = { ...waiting, submitter: kwabena };
	expect(steps(handed, 'lea', true)).toEqual(['return']);
	expect(steps(handed, 'kwabena', true)).toEqual(['takeBack']);
	expect(steps(handed, 'ann', true)).toEqual(['confirm', 'return']);
});

test('without the rule an author publishes alone, and another once it is theirs', () => {
	expect(steps(draft, 'lea', false)).toEqual(['edit', 'publish']);
	expect(steps(draft, 'kwabena', false)).toEqual(['edit', 'submit']);
	const handed = { ...waiting, submitter: kwabena };
	expect(steps(handed, 'kwabena', false)).toEqual(['publish', 'takeBack']);
	expect(steps(waiting, 'lea', false)).toEqual(['publish', 'takeBack']);
	expect(steps(waiting, 'kwabena', false)).toEqual(['confirm', 'return']);
});

test('it waits for every leader but the one who submitted it', () => {
	expect(stateOf(draft, 'lea')).toBe('draft');
	expect(stateOf({ ...draft, status: 'returned' }, 'lea')).toBe('declined');
	expect(stateOf(waiting, 'lea')).toBe('mine');
	expect(stateOf(waiting, 'kwabena')).toBe('theirs');
});
