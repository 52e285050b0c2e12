import { expect, test } from 'vitest';
import { ownedBy, withoutOwner, type Owner } from './owners.ts';

const ann = { id: 'ann', name: 'Ann' };
const teams = [
	{ id: 'red', name: 'Red', members: [ann] },
	{ id: 'blue', name: 'Blue', members: [] }
];
const owner = (goal_id: string, kind: Owner['kind'], id: string) => ({
	goal_id,
	kind,
	id,
	name: id
});
const owners = [
	owner('1', 'person', 'ann'),
	owner('2', 'team', 'red'),
	owner('3', 'team', 'blue'),
	owner('4', 'person', 'ben'),
	owner('4', 'team', 'blue')
];

test('a person owns what they or their teams own', () => {
	expect([...ownedBy('ann', owners, teams)]).toEqual(['1', '2']);
	expect([...ownedBy('ben', owners, teams)]).toEqual(['4']);
	expect([...ownedBy('red', owners, teams)]).toEqual([]);
});

test('a goal of an empty team alone is without an owner', () => {
	const goals = ['1', '2', '3', '4', '5'].map((id) => ({ id }));
	expect(withoutOwner(goals, owners, teams).map(({ id }) => id)).toEqual(['3', '5']);
	expect(withoutOwner(goals, [], [])).toEqual(goals);
});
