import { expect, test } from 'vitest';
import {
	closed,
	file,
	organizationOf,
	published,
	reported,
	revised
} from '../../record/testing.ts';
import { scorecard } from './scorecard.ts';

const START = '2026-01-01';

test('an area without goals has null for every score, and stays out of the overall means', () => {
	const { areas, overall } = scorecard(
		organizationOf([
			published(START, 'a', { area: 'policy' }),
			reported(START, 'a', 4, { evidence: [file()] }),
			published(START, 'b', { area: 'alignment' })
		]),
		START,
		7
	);
	expect(areas.security).toEqual({
		n: 0,
		claimed: null,
		evidenced: null,
		gap: null,
		delivery: { n: 0, rate: null, on_time: 0 }
	});
	expect(areas.policy).toMatchObject({ n: 1, claimed: 100, evidenced: 100, gap: 0 });
	expect(overall).toMatchObject({ n: 2, claimed: 50, evidenced: 50, gap: 0 });
});

test('names the organization, the day, the method and the record position', () => {
	const card = scorecard(organizationOf([]), START, 7);
	expect(card).toMatchObject({ organization: 'example', as_of: START, method: 1, seq: 7 });
	expect(card.overall.claimed).toBeNull();
	expect(Object.keys(card.areas)).toEqual(['security', 'alignment', 'safeguards', 'policy']);
});

test('weighs the shares within an area and multiplies support, evidence and freshness', () => {
	const { areas } = scorecard(
		organizationOf([
			published(START, 'a', { criteria: ['One', 'Two'] }),
			published(START, 'b'),
			published('2026-02-01', 'b-1'),
			published('2026-02-01', 'b-2'),
			closed('2026-02-01', 'b', 'split', ['b-1', 'b-2']),
			reported('2026-02-01', 'a', 4, { evidence: [file()] }),
			reported('2026-02-01', 'b-1', 2)
		]),
		'2026-02-01',
		0
	);
	expect(areas.security.n).toBe(3);
	expect(areas.security.claimed).toBeCloseTo((100 * (1 + 0.5 * 0.5)) / 2, 12);
	expect(areas.security.evidenced).toBeCloseTo((100 * (0.75 + 0.5 * 0.5 * 0.5)) / 2, 12);
	expect(areas.security.gap).toBe(areas.security.claimed! - areas.security.evidenced!);
});

test('a stale claim keeps C and loses E', () => {
	const organization = organizationOf([
		published(START, 'a'),
		reported(START, 'a', 4, { evidence: [file()] })
	]);
	const { overall } = scorecard(organization, '2026-12-31', 0);
	expect(overall).toMatchObject({ claimed: 100, evidenced: 0, gap: 100 });
});

test('lists every goal that exists, in record order, closed ones too, as of the day', () => {
	const organization = organizationOf([
		published(START, 'z'),
		published('2026-02-01', 'later'),
		published(START, 'a'),
		revised('2026-02-01', 'a', 'editorial', { title: 'New title' }),
		closed('2026-01-15', 'z', 'withdrawn')
	]);
	const keys = (asOf: string) => scorecard(organization, asOf, 0).goals.map((goal) => goal.key);
	expect(keys('2025-12-31')).toEqual([]);
	expect(keys('2026-01-31')).toEqual(['z', 'a']);
	expect(keys('2028-01-01')).toEqual(['z', 'later', 'a']);
	const title = (asOf: string) => scorecard(organization, asOf, 0).goals.at(-1)!.title;
	expect([title('2026-01-31'), title('2026-02-01')]).toEqual(['Goal a', 'New title']);
});
