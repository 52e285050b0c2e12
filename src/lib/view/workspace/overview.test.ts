import { expect, test } from 'vitest';
import { overview } from './overview.ts';

const goal = (key: string, fields: object = {}) => ({
	key,
	area: 'policy',
	published_seq: null,
	draft: { title: `Title of ${key}`, target_on: '2027-01-31' },
	revision: null,
	updates: [],
	owners: [],
	yours: false,
	...fields
});

test('a goal that the record does not know is a draft, in its area', () => {
	const areas = overview([goal('a')], undefined, undefined);
	expect(areas.map(({ area, rows }) => [area, rows.length])).toEqual([
		['security', 0],
		['alignment', 0],
		['safeguards', 0],
		['policy', 1]
	]);
	expect(areas[3]?.rows[0]).toMatchObject({
		title: 'Title of a',
		grade: null,
		target: '2027-01-31',
		badges: [{ kind: 'draft' }]
	});
});

test('a row says who owns the goal, and whether it is yours', () => {
	const mine = goal('a', { owners: ['Red', 'Ann'], yours: true });
	const rows = overview([mine, goal('b')], undefined, undefined)[3]!.rows;
	expect(rows[0]).toMatchObject({
		owners: 'Owned by Red, Ann',
		badges: [{ kind: 'yours' }, { kind: 'draft' }]
	});
	expect(rows[1]).toMatchObject({ owners: undefined, badges: [{ kind: 'draft' }] });
});
