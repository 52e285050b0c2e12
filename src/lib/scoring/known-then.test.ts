import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addDays } from '../record/day.ts';
import type { Entry } from '../record/entries.ts';
import { fold } from '../record/fold.ts';
import { closed, type Draft, entries, published, registered, reported } from '../record/testing.ts';
import { days, FIRST_DAY, histories } from './histories.ts';
import { goalKnownThen, knownThen, knownThenSeries } from './known-then.ts';
import { METHODS } from './methods.ts';

/** Drafts, each with the day on which it was recorded. */
function recorded(drafts: [Draft, string?][], kept_by: 'self' | 'transcriber' = 'self'): Entry[] {
	const first = { ...registered('2026-01-01'), kept_by, kept_by_note: 'Public pages.' } as Draft;
	const all: [Draft, string?][] = [[first], ...drafts];
	return entries(all.map(([draft]) => draft)).map((entry, index) => ({
		...entry,
		recorded_at: `${all[index]![1] ?? entry.effective_on}T12:00:00.000Z`
	}));
}
const organizationOf = (all: readonly Entry[]) => [...fold(all).organizations.values()][0]!;
const known = (all: readonly Entry[], t: string) => {
	const organization = organizationOf(all);
	return knownThen(organization, METHODS[2].scorecard(organization, t, 0));
};

const goal = published('2026-01-01', 'a', { target: '2026-03-31' });
const done = [reported('2026-03-31', 'a', 4), closed('2026-03-31', 'a', 'delivered')] as const;

test('what was recorded within thirty days was known then', () => {
	const all = recorded([[goal], [done[0], '2026-04-30'], [done[1], '2026-04-30']]);
	expect(known(all, '2026-03-31')).toMatchObject({
		differs: false,
		late: { entries: 0, longest_days: 0 },
		overall: { claimed: 100, delivery: { rate: 100 } }
	});
});

test('what was recorded later was not', () => {
	const all = recorded([[goal], [done[0], '2026-05-01'], [done[1], '2026-05-01']]);
	expect(known(all, '2026-03-31')).toMatchObject({
		differs: true,
		late: { entries: 2, longest_days: 31 },
		overall: { claimed: 0, delivery: { n: 1, rate: 0, on_time: 0 } }
	});
});

test('a closing that was recorded late counts from thirty days before, ever after', () => {
	const all = recorded([[goal], [done[0]], [done[1], '2026-06-30']]);
	const on = (t: string) => known(all, t)!;
	expect(on('2026-05-30').overall.delivery).toMatchObject({ rate: 0 });
	expect(on('2026-12-31')).toMatchObject({ differs: true, late: { entries: 1 } });
	// Delivered on 31 May, 61 days late.
	expect(on('2026-12-31').overall.delivery).toEqual({
		n: 1,
		rate: 100 * (1 - 61 / 365),
		on_time: 0
	});
});

test('of a history that was brought in whole nothing was known before', () => {
	const day = '2026-12-01';
	const all = recorded([
		[goal, day],
		[done[0], day],
		[done[1], day]
	]).map((entry) => ({
		...entry,
		recorded_at: `${day}T12:00:00.000Z`
	}));
	expect(known(all, '2026-03-31')).toMatchObject({
		differs: true,
		overall: { n: 0, claimed: null, delivery: { n: 0, rate: null } }
	});
});

test('the last day of the calendar has no thirtieth day after it, and needs none', () => {
	const all = recorded([[goal], [done[0], '2026-05-01'], [done[1], '2026-05-01']]);
	expect(known(all, '9999-12-31')).toMatchObject({ overall: { n: 0 } });
	expect(known(all, '0001-01-01')).toMatchObject({ differs: false });
});

test('of a transcribed record nothing is said', () => {
	const all = recorded([[goal], [done[0], '2026-12-01']], 'transcriber');
	expect(known(all, '2026-03-31')).toBeNull();
});

test('of a goal it is said where the goal itself counted otherwise', () => {
	const all = recorded([[goal], [published('2026-01-01', 'b')], [done[0], '2026-06-01']]);
	const of = (entries: readonly Entry[], key: string, t: string) => {
		const organization = organizationOf(entries);
		const goal = organization.goals.get(key)!;
		const score = METHODS[2].goalScore(organization, goal, t)!;
		return goalKnownThen(organization, goal, score, t, METHODS[2]);
	};
	expect(of(all, 'a', '2026-04-30')).toEqual({
		claimed: 0,
		evidenced: 0,
		late: { entries: 1, longest_days: 62 }
	});
	expect(of(all, 'b', '2026-04-30')).toBeNull();
	// It was recorded by then.
	expect(of(all, 'a', '2026-06-01')).toBeNull();
	const later = recorded([[goal, '2026-06-01']]);
	expect(of(later, 'a', '2026-04-30')).toMatchObject({ claimed: null, evidenced: null });
});

test('less than half a point is no difference', () => {
	const many = Array.from({ length: 201 }, (_, index): [Draft] => [
		published('2026-01-01', `goal-${index}`)
	]);
	const late = (count: number) =>
		Array.from({ length: count }, (_, index): [Draft, string] => [
			reported('2026-02-01', `goal-${index}`, 4, { evidence: [] }),
			'2026-06-01'
		]);
	expect(known(recorded([...many, ...late(1)]), '2026-02-01')!.differs).toBe(false);
	expect(known(recorded([...many, ...late(2)]), '2026-02-01')!.differs).toBe(true);
});

/** Histories of which each entry was recorded some days after its day; the record is in order of recording. */
const delayed = fc
	.tuple(histories, fc.infiniteStream(fc.oneof(fc.constant(0), fc.nat(120))))
	.map(([{ drafts }, delays]) => {
		let last = '';
		return entries([registered(FIRST_DAY), ...drafts]).map((entry): Entry => {
			const day = addDays(entry.effective_on, delays.next().value!);
			last = day > last ? day : last;
			return { ...entry, recorded_at: `${last}T12:00:00.000Z` };
		});
	});

property.prop([delayed, days, fc.constantFrom(1 as const, 2 as const)])(
	'what is recorded more than thirty days later never changes what was known then',
	(all, t, number) => {
		const card = (some: readonly Entry[]) => {
			const organization = organizationOf(some);
			const scorecard = METHODS[number].scorecard(organization, t, 0);
			return knownThen(organization, scorecard)!;
		};
		const until = addDays(t, 30);
		const [first, ...rest] = all;
		const by = [first!, ...rest.filter(({ recorded_at }) => recorded_at.slice(0, 10) <= until)];
		const figures = ({ overall, areas }: ReturnType<typeof card>) => ({ overall, areas });
		expect(figures(card(all))).toEqual(figures(card(by)));
	}
);

property.prop([delayed, fc.array(days, { maxLength: 5 })])(
	'what was known on each day of a series is what was known on that day alone',
	(all, some) => {
		const organization = organizationOf(all);
		const points = METHODS[2].series(organization, some.toSorted(), 0);
		expect(knownThenSeries(organization, points, METHODS[2])).toEqual(
			points.map((point) => knownThen(organization, { ...point, method: 2 }))
		);
	}
);
