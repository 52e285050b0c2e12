import { describe, expect, test } from 'vitest';
import { addDays } from '../../record/day.ts';
import {
	closed,
	corrected,
	type Draft,
	file,
	link,
	organizationOf,
	published,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import { scorecard } from './scorecard.ts';

const START = '2026-01-01';

/** The score of goal `a`, published on START unless the drafts publish it. */
function scoreOf(drafts: Draft[], asOf: string, key = 'a') {
	const publishes = drafts.some((draft) => draft.kind === 'goal.published' && draft.goal === 'a');
	const all = publishes ? drafts : [published(START, 'a'), ...drafts];
	return scorecard(organizationOf(all), asOf, 0).goals.find((goal) => goal.key === key);
}

describe('claimed share', () => {
	test('is a quarter for each grade, and 0 without an update', () => {
		expect(scoreOf([], START)).toMatchObject({
			grade: null,
			claimed: 0,
			supported: 0,
			evidence: 0
		});
		for (const grade of [0, 1, 2, 3, 4] as const)
			expect(scoreOf([reported(START, 'a', grade)], START)).toMatchObject({
				grade,
				claimed: grade / 4
			});
	});

	test('is 0 from the closing on where the goal is withdrawn', () => {
		const drafts = [reported(START, 'a', 4), closed('2026-02-01', 'a', 'withdrawn')];
		expect(scoreOf(drafts, '2026-01-31')).toMatchObject({ claimed: 1, state: 'open' });
		expect(scoreOf(drafts, '2026-02-01')).toMatchObject({
			claimed: 0,
			supported: 0,
			state: 'withdrawn',
			grade: 4,
			in_set: true
		});
	});

	test('goes back to the corrected grade only from the day of the correction', () => {
		const drafts = [reported(START, 'a', 4), corrected('2026-02-01', 'a', START, 2)];
		expect(scoreOf(drafts, '2026-01-31')!.claimed).toBe(1);
		expect(scoreOf(drafts, '2026-02-01')!.claimed).toBe(0.5);
	});
});

describe('supported share', () => {
	const two = { criteria: ['One', 'Two'] };
	const supported = (grade: 3 | 4, evidence: ReturnType<typeof link>[], text: object = two) =>
		scoreOf([published(START, 'a', text), reported(START, 'a', grade, { evidence })], START)!
			.supported;

	test('is at most 0.75 at grade 4 while a criterion is named by no item', () => {
		expect(supported(4, [link({ criteria: [0] })])).toBe(0.75);
		expect(supported(4, [link({ criteria: [] })])).toBe(0.75);
		expect(supported(4, [])).toBe(0.75);
		expect(supported(4, [link({ criteria: [0] }), file({ criteria: [1] })])).toBe(1);
		expect(supported(4, [link({ criteria: [1, 0] })])).toBe(1);
	});

	test('is the claimed share below grade 4', () => {
		expect(supported(3, [])).toBe(0.75);
	});

	test('takes a redacted item as support', () => {
		expect(supported(4, [link({ visibility: 'redacted', criteria: [0, 1] })])).toBe(1);
	});

	test('an index past the end covers nothing', () => {
		expect(supported(4, [link({ criteria: [0, 2] })])).toBe(0.75);
	});

	test('no criteria count as one that any item supports', () => {
		expect(supported(4, [link({ criteria: [] })], { criteria: [] })).toBe(1);
		expect(supported(4, [], { criteria: [] })).toBe(0.75);
	});

	test('reads the indexes against the revision in force', () => {
		const drafts = [
			reported(START, 'a', 4, { evidence: [link({ criteria: [0] })] }),
			revised('2026-02-01', 'a', 'strengthened', two),
			revised('2026-03-01', 'a', 'narrowed', { criteria: ['Two'] })
		];
		expect(scoreOf(drafts, '2026-01-31')!.supported).toBe(1);
		expect(scoreOf(drafts, '2026-02-01')!.supported).toBe(0.75);
		expect(scoreOf(drafts, '2026-03-01')!.supported).toBe(1);
	});
});

describe('evidence value', () => {
	const value = (evidence: ReturnType<typeof link>[], ...more: Draft[]) =>
		scoreOf([reported(START, 'a', 2, { evidence }), ...more], '2026-02-01')!.evidence;
	const archived = link({ archived_url: 'https://archive.example/page' });

	test('is 0 with no item, 1 with a fixed public one, otherwise 0.5', () => {
		expect(value([])).toBe(0);
		expect(value([link()])).toBe(0.5);
		expect(value([archived])).toBe(1);
		expect(value([file()])).toBe(1);
		expect(value([link(), file()])).toBe(1);
	});

	test('is 0.5 where every fixed item is redacted', () => {
		expect(value([file({ visibility: 'redacted' })])).toBe(0.5);
		expect(value([{ ...archived, visibility: 'redacted' }, link()])).toBe(0.5);
	});

	test('follows the latest review', () => {
		const review = (day: string, judgement: 'sufficient' | 'partly' | 'insufficient') =>
			reviewed(day, 'a', START, judgement);
		expect(value([link()], review('2026-01-02', 'sufficient'))).toBe(1);
		expect(value([file()], review('2026-01-02', 'partly'))).toBe(0.5);
		expect(value([file()], review('2026-01-02', 'insufficient'))).toBe(0);
		expect(
			value([link()], review('2026-01-03', 'sufficient'), review('2026-01-02', 'insufficient'))
		).toBe(1);
		expect(
			value([link()], review('2026-01-03', 'sufficient'), review('2026-01-03', 'partly'))
		).toBe(0.5);
		expect(value([file()], review('2026-02-02', 'insufficient'))).toBe(1);
	});

	test('is 0 with no item whatever a review says', () => {
		expect(value([], reviewed('2026-01-02', 'a', START, 'sufficient'))).toBe(0);
	});

	test('a review does not carry over to a correction', () => {
		const drafts = [
			reviewed('2026-01-02', 'a', START, 'insufficient'),
			corrected('2026-01-20', 'a', START, 2, { update: 'fix', evidence: [file()] })
		];
		expect(value([link()], ...drafts)).toBe(1);
		expect(value([link()], ...drafts, reviewed('2026-01-21', 'a', 'fix', 'partly'))).toBe(0.5);
	});
});

describe('freshness', () => {
	const fresh = (days: number, ...more: Draft[]) =>
		scoreOf([reported(START, 'a', 4), ...more], addDays(START, days))!.fresh;

	test('lasts 120 days', () => {
		expect([fresh(0), fresh(120), fresh(121)]).toEqual([1, 1, 0]);
	});

	test('is not renewed by a correction or a review', () => {
		const correction = corrected(addDays(START, 100), 'a', START, 4, { update: 'fix' });
		const review = reviewed(addDays(START, 101), 'a', 'fix', 'sufficient');
		expect(fresh(121, correction, review)).toBe(0);
	});

	test('stays where the goal is delivered, from the closing on', () => {
		const closing = closed(addDays(START, 130), 'a', 'delivered');
		expect([fresh(129, closing), fresh(130, closing), fresh(400, closing)]).toEqual([0, 1, 1]);
		expect(fresh(200, closed(addDays(START, 130), 'a', 'withdrawn'))).toBe(0);
	});

	test('is missing without an update', () => {
		expect(scoreOf([], START)!.fresh).toBe(0);
	});
});

describe('weight', () => {
	const drafts = [
		published(START, 'a'),
		published('2026-02-01', 'b'),
		published('2026-02-01', 'c'),
		published('2026-02-01', 'd'),
		closed('2026-02-01', 'a', 'split', ['b', 'c', 'd']),
		published('2026-03-01', 'e'),
		closed('2026-03-01', 'b', 'superseded', ['e']),
		published('2026-04-01', 'f'),
		published('2026-04-01', 'g'),
		closed('2026-04-01', 'e', 'split', ['f', 'g'])
	];

	test('is shared by the successors of a split and inherited by the one that supersedes', () => {
		const weight = (key: string) => scoreOf(drafts, '2026-04-01', key)!.weight;
		expect(weight('a')).toBe(1);
		expect(weight('b')).toBeCloseTo(1 / 3, 12);
		expect(weight('e')).toBeCloseTo(1 / 3, 12);
		expect(weight('f')).toBeCloseTo(1 / 6, 12);
	});

	test('is whole while the closing is ahead', () => {
		const early = [
			published(START, 'a'),
			published(START, 'b'),
			published(START, 'c'),
			closed('2026-02-01', 'a', 'split', ['b', 'c'])
		];
		expect(scoreOf(early, '2026-01-31', 'b')!.weight).toBe(1);
		expect(scoreOf(early, '2026-02-01', 'b')!.weight).toBe(0.5);
	});

	test('does not hang on goals that succeed each other in a circle', () => {
		const circle = [
			published(START, 'a'),
			published(START, 'b'),
			published(START, 'c'),
			closed(START, 'a', 'split', ['b', 'c']),
			closed(START, 'b', 'superseded', ['a'])
		];
		expect(scoreOf(circle, START, 'b')!.weight).toBe(0.5);
	});
});

describe('scored set', () => {
	test('loses a goal once it was closed more than 365 days ago', () => {
		for (const as of ['delivered', 'withdrawn'] as const) {
			const drafts = [closed(START, 'a', as)];
			expect(scoreOf(drafts, addDays(START, 365))!.in_set).toBe(true);
			expect(scoreOf(drafts, addDays(START, 366))!.in_set).toBe(false);
		}
	});

	test('loses a superseded goal on the day of its closing, its successor carries on', () => {
		const drafts = [
			published(START, 'a'),
			published('2026-02-01', 'b'),
			closed('2026-02-01', 'a', 'superseded', ['b'])
		];
		expect(scoreOf(drafts, '2026-01-31')!.in_set).toBe(true);
		expect(scoreOf(drafts, '2026-02-01')).toMatchObject({ in_set: false, state: 'superseded' });
		expect(scoreOf(drafts, '2026-02-01', 'b')!.in_set).toBe(true);
	});
});

describe('slip', () => {
	test('is the current target less the original one, null where either is missing', () => {
		const drafts = [
			published(START, 'a', { target: '2026-03-31' }),
			revised('2026-02-01', 'a', 'date_moved', { target: '2026-06-30' }),
			revised('2026-03-01', 'a', 'date_moved')
		];
		expect(scoreOf(drafts, START)!.slip_days).toBe(0);
		expect(scoreOf(drafts, '2026-02-01')).toMatchObject({
			target: '2026-06-30',
			original_target: '2026-03-31',
			slip_days: 91
		});
		expect(scoreOf(drafts, '2026-03-01')).toMatchObject({ target: null, slip_days: null });
	});

	test('of a successor counts from the original target of its predecessor', () => {
		const drafts = [
			published(START, 'a', { target: '2026-03-31' }),
			published('2026-02-01', 'b', { target: '2026-06-30' }),
			closed('2026-02-01', 'a', 'superseded', ['b'])
		];
		expect(scoreOf(drafts, '2026-02-01', 'b')!.slip_days).toBe(91);
	});
});
