import { expect, test } from 'vitest';
import { closed, organizationOf, published, reported, revised } from '../../record/testing.ts';
import { readGoalsFilter, goalsQuery, NO_GOALS_FILTER, type GoalsFilter } from './goals-filter.ts';
import { goalsList } from './goals-list.ts';

const T = '2026-12-01';
const organization = organizationOf([
	published('2026-01-01', 'a', { title: 'Access control', target: '2026-06-30' }),
	published('2026-01-01', 'b', { title: 'Bounties', criteria: ['Two persons approve'] }),
	published('2026-11-01', 'c', { title: 'Canaries', area: 'policy' }),
	reported('2026-11-02', 'a', 3),
	reported('2026-11-02', 'b', 1),
	revised('2026-07-01', 'a', 'date_moved', { title: 'Access control', target: '2026-09-30' }),
	closed('2026-11-03', 'b', 'withdrawn')
]);
const list = (filter: Partial<GoalsFilter>, number = 1) =>
	goalsList(organization, T, 9, { ...NO_GOALS_FILTER, ...filter }, number);
const keys = (filter: Partial<GoalsFilter>) =>
	list(filter)
		.rows.map(({ key }) => key)
		.join('');

test('without a filter every goal stands there, area by area', () => {
	expect(keys({})).toBe('abc');
	expect(list({})).toMatchObject({ all: 3, count: 3, pages: 1 });
});

test.each([
	[{ area: 'policy' }, 'c'],
	[{ state: 'withdrawn' }, 'b'],
	[{ state: 'missed' }, ''],
	[{ grade: '3' }, 'a'],
	[{ grade: 'none' }, 'c'],
	[{ show: 'overdue' }, 'a'],
	[{ show: 'changed' }, 'a'],
	[{ show: 'date_moved' }, 'a'],
	[{ show: 'narrowed' }, ''],
	[{ show: 'new' }, 'c'],
	[{ q: 'persons' }, 'b'],
	[{ q: 'access' }, 'a'],
	[{ q: 'nowhere' }, ''],
	[{ sort: 'title' }, 'abc'],
	[{ sort: 'updated' }, 'abc'],
	[{ sort: 'slip' }, 'abc'],
	[{ sort: 'grade' }, 'abc']
] as [Partial<GoalsFilter>, string][])('%j leaves %j', (filter, left) => {
	expect(keys(filter)).toBe(left);
});

test('the last grade of what was withdrawn counts nothing, so that it is found by its state alone', () => {
	expect(keys({ grade: '1' })).toBe('');
	expect(keys({ grade: '1', state: 'withdrawn' })).toBe('b');
	const row = list({}).grades.find(({ withdrawn }) => withdrawn > 0)!;
	expect(row.n).toBe(row.withdrawn + row.grades.reduce((sum, { count }) => sum + count, 0));
});

test('a count of the grades is what its filter finds', () => {
	for (const { area, grades } of list({}).grades)
		for (const { grade, count } of grades)
			expect(
				list({ area, show: 'scored', grade: grade === null ? 'none' : String(grade) }).count
			).toBe(count);
});

test('an address is read as it is written, and what it cannot mean is named', () => {
	const filter = { ...NO_GOALS_FILTER, q: 'a b', area: 'policy', sort: 'slip' } as const;
	const query = goalsQuery(filter, { day: T, given: true, today: T }, 2);
	expect(query).toBe('?q=a+b&area=policy&sort=slip&as_of=2026-12-01&page=2');
	expect(readGoalsFilter(new URLSearchParams(query))).toEqual({ filter });
	for (const [field, value] of [
		['area', 'x'],
		['grade', '5'],
		['state', 'gone'],
		['show', 'all'],
		['sort', 'toString'],
		['q', 'x'.repeat(201)]
	] as const)
		expect(readGoalsFilter(new URLSearchParams({ [field]: value }))).toEqual({ unknown: field });
});
