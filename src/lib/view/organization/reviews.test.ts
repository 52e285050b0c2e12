import { expect, test } from 'vitest';
import { closed, corrected, organizationOf, published } from '../../record/testing.ts';
import { reported, reviewed } from '../../record/testing.ts';
import { reviewsView } from './reviews.ts';
import { newest } from '../../scoring/methods.ts';

const organization = organizationOf([
	published('2025-01-01', 'a'),
	published('2025-01-01', 'b', { area: 'policy' }),
	published('2025-01-01', 'c'),
	published('2025-01-01', 'd'),
	reported('2025-02-01', 'a', 3),
	reported('2025-02-01', 'b', 4),
	reported('2025-02-01', 'c', 2),
	reviewed('2025-03-01', 'a', '2025-02-01', 'partly', 2),
	reviewed('2025-03-02', 'a', '2025-02-01', 'insufficient', 1),
	reviewed('2025-03-01', 'b', '2025-02-01', 'sufficient', 4),
	reviewed('2025-03-01', 'c', '2025-02-01', 'sufficient', 2),
	corrected('2025-04-01', 'c', '2025-02-01', 1),
	closed('2025-05-01', 'b', 'superseded', ['e'])
]);
const view = (t: string, area?: 'security' | 'policy') =>
	reviewsView(organization, newest.scorecard(organization, t, 99), area);

test('the latest review stands beside the grade that it judges', () => {
	expect(view('2025-03-01').reviewed).toMatchObject([
		{ key: 'a', own: 3, theirs: 2, evidence: 'partly' },
		{ key: 'b', own: 4, theirs: 4 },
		{ key: 'c', own: 2, theirs: 2 }
	]);
	expect(view('2025-03-02').reviewed[0]).toMatchObject({ theirs: 1, update: 6, seq: 10 });
});

test('a review does not carry over to a correction, and goals carried on are left out', () => {
	expect(view('2025-05-01').reviewed.map(({ key }) => key)).toEqual(['a']);
});

test('the coverage is the one that the list shows, overall and by area', () => {
	const { coverage, areas } = view('2025-03-02');
	expect(coverage).toMatchObject({ updated: 3, reviewed: 3 });
	expect(coverage.mean_difference).toBeCloseTo(2 / 3);
	expect(
		areas?.map(({ area, coverage }) => `${area} ${coverage.reviewed}/${coverage.updated}`)
	).toEqual(['security 2/2', 'alignment 0/0', 'safeguards 0/0', 'policy 1/1']);
	expect(view('2025-03-02', 'policy')).toMatchObject({
		coverage: { updated: 1, reviewed: 1, mean_difference: 0 },
		reviewed: [{ key: 'b' }]
	});
});
