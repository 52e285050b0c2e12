import { expect } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { organizationOf, closed, corrected, published } from '../../record/testing.ts';
import { reported, reviewed, revised } from '../../record/testing.ts';
import { histories } from '../../scoring/histories.ts';
import { goalHistory } from './history.ts';

const drafts = [
	published('2025-01-01', 'a', { target: '2025-06-30' }),
	reported('2025-02-01', 'a', 3),
	reviewed('2025-03-01', 'a', '2025-02-01', 'sufficient', 2),
	corrected('2025-03-02', 'a', '2025-02-01', 1),
	revised('2025-04-01', 'a', 'date_moved', { target: '2026-03-31' }),
	revised('2026-01-01', 'a', 'narrowed', { target: '2026-03-31' }),
	closed('2026-02-01', 'a', 'withdrawn')
];
const example = organizationOf(drafts);
const goal = example.goals.get('a')!;

test('everything is told in the order in which it happened, with its place and entry', () => {
	const told = goalHistory(example, goal, '2026-12-31').map(({ year, lines }) => [
		year,
		...lines.map(({ seq, badge, place }) => `${seq} ${badge} #${place?.fragment}`)
	]);
	expect(told).toEqual([
		[
			'2025',
			'2 published #revision-1',
			'3 reported #update-3',
			'4 review-differs #update-3',
			'5 corrected #update-3',
			'6 date_moved #revision-2'
		],
		['2026', '7 narrowed #revision-3', '8 withdrawn #closing']
	]);
});

test('what weakens the goal is marked', () => {
	const lines = goalHistory(example, goal, '2026-12-31').flatMap((year) => year.lines);
	expect(lines.filter(({ weakening }) => weakening).map(({ badge }) => badge)).toEqual([
		'corrected',
		'date_moved',
		'narrowed',
		'withdrawn'
	]);
});

test.prop([histories, fc.nat()])(
	'no entry is left out, and none comes before its day',
	(past, n) => {
		const organization = organizationOf(past.drafts);
		const days = past.drafts.map((draft) => draft.effective_on);
		const t = days[n % days.length]!;
		for (const goal of organization.goals.values()) {
			const lines = goalHistory(organization, goal, t).flatMap((year) => year.lines);
			const due = goal.entries.filter((entry) => entry.effective_on <= t);
			expect(lines.map(({ seq }) => seq).sort()).toEqual(due.map(({ seq }) => seq).sort());
			const told = lines.map(({ day }) => day);
			expect(told).toEqual(told.toSorted());
		}
	}
);
