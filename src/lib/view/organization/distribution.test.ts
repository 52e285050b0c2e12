import { expect, test } from 'vitest';
import { closed, organizationOf, published, reported } from '../../record/testing.ts';
import { distribution } from './distribution.ts';
import { newest } from '../../scoring/methods.ts';

test('a withdrawn goal stands apart from the grades, with its last one', () => {
	const organization = organizationOf([
		published('2026-01-01', 'a'),
		published('2026-01-01', 'b'),
		published('2026-01-01', 'c'),
		reported('2026-01-02', 'a', 1),
		reported('2026-01-02', 'b', 1),
		closed('2026-01-03', 'b', 'withdrawn')
	]);
	const rows = distribution(newest.scorecard(organization, '2026-01-04', 9));
	const row = rows.find(({ n }) => n > 0)!;
	const keys = row.grades.map(({ grade, goals }) => [grade, goals.map(({ key }) => key).join()]);
	expect(row.n).toBe(3);
	expect(keys).toEqual([
		[4, ''],
		[3, ''],
		[2, ''],
		[1, 'a'],
		[0, ''],
		[null, 'c']
	]);
	expect(row.withdrawn).toMatchObject([{ key: 'b', grade: 1 }]);
});
