import { describe, expect, test } from 'vitest';
import { stepsOf, submits, waitingFor, type Steps } from './flow.ts';
import type { Role } from './people/roles.ts';

const member = (id: string, role: Role) => ({ id, role });
const lea = member('lea', 'leader');
const leo = member('leo', 'leader');
const con = member('con', 'contributor');
const cora = member('cora', 'contributor');
const rev = member('rev', 'reviewer');

const update = (author: { id: string } | null, status: string, ...editors: { id: string }[]) => ({
	status,
	author,
	editors: editors.map(({ id }) => id)
});
/** The steps offered, by name, and what stands in the way. */
const offered = (steps: Steps) => [
	...Object.entries(steps).flatMap(([step, may]) => (may === true ? [step] : [])),
	...(steps.blocked ? [`blocked: ${steps.blocked}`] : [])
];
const steps = (...args: Parameters<typeof stepsOf>) => offered(stepsOf(...args)).join(', ');

describe.each([true, false])('whether the two-person rule is on or not (%s)', (rule) => {
	test.each([
		['its author', con, 'draft', 'edit, submit'],
		['its author', con, 'returned', 'edit, submit'],
		['its author', con, 'submitted', 'takeBack'],
		['another contributor', cora, 'draft', ''],
		['another contributor', cora, 'submitted', ''],
		['a reviewer', rev, 'draft', ''],
		['a reviewer', rev, 'submitted', ''],
		['a leader', lea, 'draft', 'edit, submit, blocked: not_submitted'],
		['a leader', lea, 'returned', 'edit, submit, blocked: not_submitted'],
		['a leader', lea, 'submitted', 'sendBack, publish']
	])('%s of a contributor’s update (%o, %s): %s', (_, who, status, expected) => {
		expect(steps(update(con, status), who, rule)).toBe(expected);
	});
});

describe('a leader’s own update', () => {
	test.each([
		['draft', false, 'edit, publish'],
		['draft', true, 'edit, submit, blocked: second_person'],
		['submitted', false, 'takeBack, publish'],
		['submitted', true, 'takeBack, blocked: second_person']
	])('%s, with the rule on: %s', (status, rule, expected) => {
		expect(steps(update(lea, status), lea, rule)).toBe(expected);
	});

	test('is another leader’s to publish once it is submitted', () => {
		expect(steps(update(lea, 'submitted'), leo, true)).toBe('sendBack, publish');
	});
});

test('who reworded an update cannot publish it under the rule, but can return it', () => {
	const reworded = update(con, 'submitted', lea);
	expect(steps(reworded, lea, true)).toBe('sendBack, blocked: second_person');
	expect(steps(reworded, leo, true)).toBe('sendBack, publish');
	expect(steps(reworded, lea, false)).toBe('sendBack, publish');
	const byBoth = update(con, 'submitted', lea, leo);
	for (const who of [lea, leo])
		expect(steps(byBoth, who, true)).toBe('sendBack, blocked: second_person');
});

test('an update without an author, as an import leaves it, is a leader’s to submit', () => {
	expect(steps(update(null, 'draft'), lea, true)).toBe('edit, submit, blocked: not_submitted');
	expect(steps(update(null, 'draft'), con, true)).toBe('');
});

test.each([
	[con, true, true],
	[con, false, true],
	[lea, true, true],
	[lea, false, false]
])('%o with the rule on (%s) submits what they write: %s', (who, rule, expected) => {
	expect(submits(who, rule)).toBe(expected);
});

test('each finds what waits for them', () => {
	const all = {
		cons: update(con, 'draft'),
		back: update(con, 'returned'),
		sent: update(con, 'submitted'),
		leas: update(lea, 'submitted'),
		coras: update(cora, 'draft'),
		reworded: update(cora, 'submitted', lea)
	};
	const names = (who: typeof con, rule = true) =>
		Object.fromEntries(
			Object.entries(waitingFor(Object.values(all), who, rule)).map(([list, found]) => [
				list,
				Object.keys(all).filter((name) => found.includes(all[name as keyof typeof all]))
			])
		);
	expect(names(con)).toEqual({
		returned: ['back'],
		approval: [],
		own: ['cons'],
		submitted: ['sent']
	});
	expect(names(lea)).toEqual({
		returned: [],
		approval: ['sent', 'reworded'],
		own: [],
		submitted: ['leas']
	});
	expect(names(lea, false)).toMatchObject({ own: ['leas'], submitted: [] });
	expect(names(leo)).toEqual({
		returned: [],
		approval: ['sent', 'leas', 'reworded'],
		own: [],
		submitted: []
	});
	expect(names(rev)).toEqual({ returned: [], approval: [], own: [], submitted: [] });
});
