import { expect, test } from 'vitest';
import type { StoredEntry } from '../../log/verify.ts';
import {
	certified,
	organizationOf,
	published,
	registered,
	reported,
	revised
} from '../../record/testing.ts';
import { certifiableFigures } from '../../scoring/certified.ts';
import {
	certifiedPeriod,
	certifiedQuarters,
	certifiedWeakened,
	quartersToCertify,
	quarterUnderWay
} from './certified.ts';

const goals = [
	registered('2026-11-01'),
	published('2025-08-20', 'a'),
	reported('2025-09-01', 'a', 2)
];
const leaf_hash = 'a'.repeat(64);
const position = { seq: 3, leaf_hash };
const stored = Array.from({ length: 3 }, (_, index): StoredEntry => ({
	seq: index + 1,
	body: '',
	envelope: '',
	leaf_hash
}));
const figures = certifiableFigures(organizationOf(goals), '2025-09-30');
const first = certified('2025-10-10', '2025-Q3', { position, figures });
const again = certified('2025-12-01', '2025-Q3', {
	position: { seq: 4, leaf_hash },
	figures,
	corrects: 4,
	reason: 'A word was wrong.'
});

test('quarters run from that of the earliest day to the last that is over, newest first', () => {
	const organization = organizationOf(goals);
	expect(quartersToCertify(organization, '2026-04-01')).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
	expect(quartersToCertify(organization, '2026-03-31')).toEqual(['2025-Q4', '2025-Q3']);
	expect(quartersToCertify(organization, '2025-09-30')).toEqual([]);
	expect(quartersToCertify(organization, '2020-01-01')).toEqual([]);
	expect(quarterUnderWay('2026-03-31')).toEqual({ period: '2026-Q1', as_of: '2026-03-31' });
});

test('an entry of an impossible day makes no list of thousands, and hides nothing certified', () => {
	const organization = organizationOf([
		published('0001-01-01', 'a'),
		certified('1900-04-01', '1900-Q1')
	]);
	const quarters = quartersToCertify(organization, '2026-04-01');
	expect(quarters).toHaveLength(81);
	expect(quarters.at(-1)).toBe('1900-Q1');
	expect(quartersToCertify(organization, '0001-02-01')).toEqual([]);
});

test('a quarter without a certified scorecard is a gap, and one that is certified later was one', () => {
	const organization = organizationOf([...goals, first, again]);
	const list = (t: string) =>
		certifiedQuarters(organization, t, stored).map(({ period, standing, corrections }) => [
			period,
			standing?.seq ?? null,
			corrections
		]);
	expect(list('2026-01-01')).toEqual([
		['2025-Q4', null, 0],
		['2025-Q3', 5, 1]
	]);
	expect(list('2025-11-01')).toEqual([['2025-Q3', 4, 0]]);
	expect(list('2025-10-09')).toEqual([['2025-Q3', null, 0]]);
});

test('how long certifying took is told in days where it took more than 30', () => {
	const on = (day: string) => {
		const organization = organizationOf([
			...goals,
			certified(day, '2025-Q3', { position, figures })
		]);
		const [quarter] = certifiedQuarters(organization, '2025-12-31', stored);
		const [version] = certifiedPeriod(organization, '2025-Q3', stored);
		expect(quarter!.standing?.days_after).toBe(version!.days_after);
		return version!.days_after;
	};
	const days = ['2025-10-01', '2025-10-30', '2025-10-31', '2025-12-31'];
	expect(days.map(on)).toEqual([null, null, 31, 92]);
	// It is the quarter's first certifying that counts; beside the day of a correction it is not told.
	const late = certified('2025-11-10', '2025-Q3', { position, figures });
	const listed = (...entries: Parameters<typeof organizationOf>[0]) => {
		const organization = organizationOf([...goals, ...entries]);
		const [quarter] = certifiedQuarters(organization, '2025-12-31', stored);
		const versions = certifiedPeriod(organization, '2025-Q3', stored);
		return [quarter!.standing?.days_after, ...versions.map(({ days_after }) => days_after)];
	};
	expect(listed(first, again)).toEqual([null, null, null]);
	expect(listed(late, again)).toEqual([null, null, 41]);
});

test('all versions of a quarter stay, the one that stands first', () => {
	const versions = certifiedPeriod(organizationOf([...goals, first, again]), '2025-Q3', stored);
	expect(versions).toMatchObject([
		{ seq: 5, corrects: 4, corrected_by: null, reason: 'A word was wrong.' },
		{ seq: 4, corrects: null, corrected_by: 5, reason: null }
	]);
	expect(versions[1]!.recomputed).toEqual({
		matches: true,
		figures: 43,
		entries: 3,
		differences: [],
		known_then: null,
		no_headline: 'few_goals',
		position_holds: true,
		later: 0
	});
	expect(certifiedPeriod(organizationOf(goals), '2025-Q3', stored)).toEqual([]);
});

test('the check counts what was recorded since of days up to the quarter’s end', () => {
	const late = [
		published('2025-09-30', 'b'),
		published('2025-10-01', 'c'),
		reported('2025-09-02', 'b', 4)
	];
	const [version] = certifiedPeriod(organizationOf([...goals, first, ...late]), '2025-Q3', stored);
	expect(version!.recomputed).toMatchObject({ matches: true, entries: 3, later: 2 });
});

test('another entry at the position is no match, though the figures are the same', () => {
	const organization = organizationOf([...goals, first]);
	const other = stored.map((entry) => ({ ...entry, leaf_hash: 'b'.repeat(64) }));
	for (const record of [other, stored.slice(0, 2)]) {
		const [version] = certifiedPeriod(organization, '2025-Q3', record);
		expect(version!.recomputed).toMatchObject({
			matches: false,
			differences: [],
			position_holds: false
		});
	}
});

test('false figures are shown beside what the record gives', () => {
	const false_ = structuredClone(first);
	false_.figures.overall.evidenced = 99.5;
	const organization = organizationOf([...goals, false_]);
	const [version] = certifiedPeriod(organization, '2025-Q3', stored);
	expect(version!.rows[0]).toMatchObject({ scope: 'overall', evidenced: 99.5, claimed: 50 });
	expect(version!.recomputed).toMatchObject({
		matches: false,
		differences: [{ scope: 'overall', figure: 'evidenced', certified: 99.5, computed: 50 }]
	});
});

test('a quarter has its own weakening changes beside it, as known on its last day', () => {
	const organization = organizationOf([
		published('2025-08-20', 'a', { criteria: ['One'] }),
		revised('2025-09-01', 'a', 'reworded', { criteria: ['Another'] }),
		revised('2025-10-01', 'a', 'narrowed')
	]);
	const weakened = certifiedWeakened(organization, '2025-Q3');
	expect(weakened).toMatchObject({
		total: 1,
		unconfirmed: 1,
		lines: [{ weakenings: ['reworded'] }]
	});
	expect(certifiedWeakened(organization, '2025-Q4')).toMatchObject({ total: 1, unconfirmed: 0 });
	const listed = certifiedQuarters(organization, '2026-01-10', stored);
	expect(listed.slice(0, 2).map((each) => [each.period, each.weakened.total])).toEqual([
		['2025-Q4', 1],
		['2025-Q3', 1]
	]);
});
