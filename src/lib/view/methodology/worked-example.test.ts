import { expect, test } from 'vitest';
import { emptyRecord, fold } from '../../record/fold.ts';
import { closed, entries, published, registered, reported, revised } from '../../record/testing.ts';
import { anthropicRoadmap, entriesOf } from '../../record/testing-roadmap.ts';
import { places, sum, workedExample } from './worked-example.ts';

const anthropic = fold(entriesOf(anthropicRoadmap(), '2026-02-18'));

test.each(['2026-03-30', '2026-07-10', '2026-11-29'])(
	'as of %s the terms add up to the scores beside them',
	(day) => {
		const { terms, figures, due, overall } = workedExample(anthropic, day)!;
		const weight = sum(terms, (term) => term.weight);
		expect((100 * sum(terms, (term) => term.addsClaimed)) / weight).toBeCloseTo(figures.claimed!);
		expect((100 * sum(terms, (term) => term.addsEvidenced)) / weight).toBeCloseTo(
			figures.evidenced!
		);
		const earned = sum(due, (each) => each.weight * each.share);
		expect(due).toHaveLength(overall.delivery.n);
		expect((100 * earned) / (sum(due, (each) => each.weight) || 1)).toBeCloseTo(
			overall.delivery.rate ?? 0
		);
	}
);

test('takes the area that claims something before one with more goals', () => {
	expect(workedExample(anthropic, '2026-03-30')!.area).toBe('safeguards');
});

test('counts how late each goal of the delivery record was', () => {
	const { due } = workedExample(anthropic, '2026-11-29')!;
	expect(due.filter((each) => each.daysLate !== null).map((each) => each.daysLate)).toContain(1);
	expect(due.filter((each) => each.share === 0).every((each) => each.daysLate === null)).toBe(true);
});

test('takes an organization with something evidenced before one with goals only', () => {
	const state = fold([
		...entries([registered('2026-01-01')], { organization: 'empty' }),
		...entries([registered('2026-01-01'), published('2026-01-02', 'a')], {
			organization: 'goals',
			from: 2
		}),
		...entries(
			[
				registered('2026-01-01'),
				published('2026-01-02', 'a', { target: '2026-02-10' }),
				revised('2026-01-05', 'a', 'narrowed', { target: '2026-02-10' }),
				reported('2026-02-09', 'a', 4),
				closed('2026-02-09', 'a', 'delivered')
			],
			{ organization: 'evidence', from: 4 }
		)
	]);
	expect(workedExample(state, '2026-01-05')!.organization.slug).toBe('goals');
	const later = workedExample(state, '2026-03-01')!;
	expect(later.organization.slug).toBe('evidence');
	expect(later.due).toMatchObject([{ key: 'a', daysLate: -1, narrowed: true, share: 0.5 }]);
});

test('there is none in a record without goals', () => {
	expect(workedExample(emptyRecord(), '2026-01-01')).toBeNull();
	expect(workedExample(fold(entries([registered('2026-01-01')])), '2026-01-01')).toBeNull();
});

test('figures have at most three places', () => {
	expect([1, 0.5, 1 / 3, 0, 0.99726].map(places)).toEqual(['1', '0.5', '0.333', '0', '0.997']);
});
