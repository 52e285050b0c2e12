import { expect, test } from 'vitest';
import {
	amended,
	certified,
	closed,
	corrected,
	type Draft,
	organizationOf,
	published,
	registered,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import { NO_FILTER, type ChangesFilter } from './changes-filter.ts';
import { changesLog, weakenedAsOf, weakenedBetween } from './changes-log.ts';

const organization = organizationOf([
	registered('2024-12-01'), // 1
	published('2025-01-01', 'a', { area: 'security', target: '2025-06-30' }), // 2
	published('2025-01-01', 'b', { area: 'policy' }), // 3
	reported('2025-02-01', 'a', 3), // 4
	revised('2025-05-01', 'a', 'date_moved', { target: '2025-12-31' }), // 5
	corrected('2025-07-01', 'a', '2025-02-01', 1), // 6
	reviewed('2025-08-01', 'a', '2025-07-01-correction', 'partly', 1), // 7
	revised('2026-01-01', 'b', 'narrowed'), // 8
	revised('2026-02-01', 'a', 'date_moved', { target: '2025-11-30' }), // 9
	closed('2026-03-01', 'b', 'withdrawn') // 10
]);
const log = (filter: Partial<ChangesFilter> = {}, t = '2026-12-31') =>
	changesLog(organization, t, { ...NO_FILTER, ...filter });
const seqs = (filter: Partial<ChangesFilter> = {}, t?: string) =>
	log(filter, t).lines.map(({ seq }) => seq);

test('every entry is there, newest first, the registration included', () => {
	expect(seqs()).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
	expect(log().lines.at(-1)).toMatchObject({ badge: 'registered', goal: null });
});

test('a switch of the two-person rule is the organization’s own line', () => {
	const switched = organizationOf([amended('2026-01-01', true), amended('2026-02-01', false)]);
	const { lines } = changesLog(switched, '2026-12-31', {
		...NO_FILTER,
		kind: 'organization.amended'
	});
	expect(lines).toMatchObject([
		{ seq: 3, badge: 'amended', goal: null, text: expect.stringMatching(/rule is off/) },
		{ seq: 2, badge: 'amended', goal: null, text: expect.stringMatching(/rule is on/) }
	]);
});

test.each<[Partial<ChangesFilter>, number[]]>([
	[{ area: 'policy' }, [10, 8, 3]],
	[{ kind: 'goal.published' }, [3, 2]],
	[{ kind: 'organization.registered' }, [1]],
	[{ change: 'date_moved' }, [9, 5]],
	[{ weakening: 'any' }, [10, 8, 6, 5]],
	[{ weakening: 'date_moved_later' }, [5]],
	[{ year: '2026' }, [10, 9, 8]],
	[{ weakening: 'any', area: 'security', year: '2025' }, [6, 5]],
	[{ weakening: 'withdrawn', kind: 'goal.revised' }, []]
])('%j lets through %j', (filter, expected) => {
	expect(seqs(filter)).toEqual(expected);
	expect(log(filter).count).toBe(expected.length);
});

test('weakening changes are counted per year and kind, whatever is filtered', () => {
	const none = {
		...{ narrowed: 0, reworded: 0, found_weaker: 0, date_moved_later: 0, condition_back: 0 },
		...{ missed: 0, withdrawn: 0, corrected_downward: 0 }
	};
	const expected = [
		{ year: '2026', counts: { ...none, narrowed: 1, withdrawn: 1 }, total: 2 },
		{ year: '2025', counts: { ...none, date_moved_later: 1, corrected_downward: 1 }, total: 2 },
		{ year: '2024', counts: none, total: 0 }
	];
	expect(log().weakening).toEqual(expected);
	expect(log({ area: 'alignment' }).weakening).toEqual(expected);
});

test('a change that weakens in two ways is counted in both, once in all, and found by both', () => {
	const both = organizationOf([
		registered('2024-12-01'),
		published('2025-01-01', 'a', { target: '2025-06-30' }),
		revised('2025-05-01', 'a', 'narrowed', { target: '2025-12-31' })
	]);
	const found = (weakening: ChangesFilter['weakening']) =>
		changesLog(both, '2026-12-31', { ...NO_FILTER, weakening });
	const [year] = found('any').weakening;
	expect(year).toMatchObject({ counts: { narrowed: 1, date_moved_later: 1 }, total: 1 });
	expect(found('any').weakenings).toBe(1);
	for (const weakening of ['any', 'narrowed', 'date_moved_later'] as const)
		expect(found(weakening).lines.map(({ seq }) => seq)).toEqual([3]);
});

test('each count is the length of the list that it leads to', () => {
	for (const { year, counts, total } of log().weakening) {
		expect(seqs({ weakening: 'any', year })).toHaveLength(total);
		for (const [kind, count] of Object.entries(counts))
			expect(seqs({ weakening: kind as keyof typeof counts, year })).toHaveLength(count);
	}
});

test('nothing after the day is listed or counted', () => {
	expect(seqs({}, '2025-04-30')).toEqual([4, 3, 2, 1]);
	expect(log({}, '2025-05-01').weakenings).toBe(1);
	expect(log({}, '2024-11-30')).toMatchObject({ count: 0, pages: 1, years: [], weakening: [] });
});

test('each line leads to where its goal’s page shows it', () => {
	const places = log().lines.map(({ goal }) => goal?.place?.fragment ?? null);
	expect(places).toEqual([
		'closing',
		'revision-3',
		'revision-2',
		'update-4',
		'update-4',
		'revision-2',
		'update-4',
		'revision-1',
		'revision-1',
		null
	]);
});

test('the list comes in pages of fifty', () => {
	const updates = Array.from({ length: 60 }, (_, index) =>
		reported(`2025-03-01`, 'a', 1, { update: `update-${index}` })
	);
	const long = organizationOf([registered('2024-12-01'), published('2025-01-01', 'a'), ...updates]);
	const second = changesLog(long, '2026-12-31', NO_FILTER, 2);
	expect(second).toMatchObject({ count: 62, pages: 2, number: 2 });
	expect(second.lines.map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

test('a certified scorecard says of which quarter and by whom, and why again', () => {
	const { lines } = changesLog(
		organizationOf([
			registered('2026-01-01'),
			certified('2026-04-02', '2026-Q1'),
			certified('2026-04-03', '2026-Q1', { corrects: 2, reason: 'A word was wrong.' })
		]),
		'2026-12-31',
		NO_FILTER
	);
	expect(lines.slice(0, 2)).toMatchObject([
		{
			badge: 'certified',
			page: '/example/certified/2026-Q1',
			goal: null,
			weakenings: [],
			text: 'The scorecard of Q1 2026 was certified again by A Leader, Head of safety: A word was wrong.'
		},
		{ text: 'The scorecard of Q1 2026 was certified by A Leader, Head of safety.' }
	]);
});

test('a registration says where what is dated before it was recorded later', () => {
	const textOf = (drafts: Draft[]) =>
		changesLog(organizationOf(drafts), '2026-12-31', NO_FILTER).lines.find(
			({ badge }) => badge === 'registered'
		)!.text;
	const earlier = 'What is dated before this day was recorded later.';
	expect(textOf([registered('2026-01-01'), published('2025-01-01', 'a')])).toContain(earlier);
	expect(textOf([registered('2026-01-01'), published('2026-01-01', 'a')])).not.toContain(earlier);
});

test('what weakened goals is counted as of a day, by area and between two days', () => {
	const weakened = weakenedAsOf(organization, '2026-12-31');
	expect(weakened()).toEqual({ total: 4, unconfirmed: 0 });
	expect(weakened('policy')).toEqual({ total: 2, unconfirmed: 0 });
	expect(weakenedAsOf(organization, '2025-12-31')().total).toBe(2);
	const { total, lines } = weakenedBetween(organization, '2026-01-01', '2026-02-28');
	expect([total, ...lines.map(({ seq }) => seq)]).toEqual([1, 8]);
});
