import { expect, test } from 'vitest';
import {
	closed,
	corrected,
	file,
	link,
	organizationOf,
	published,
	reported,
	reviewed,
	revised,
	revisionReviewed,
	type Draft
} from '../../record/testing.ts';
import { countedLabels, isConfirmedAsOf } from '../../record/labels.ts';
import { goalScore } from './goal.ts';
import { scorecard } from './scorecard.ts';

/**
 * The ways of gaming a score that scoring.md lists as withstood, tried on the figures of method 2: none makes
 * them higher, and what was done is counted as what it is.
 */

const START = '2026-01-01';
const LATER = '2026-02-01';
const url = 'https://lab.example/report';
/** A copy of that page, where an independent archive keeps it. */
const archived_url = `https://web.archive.org/web/20260101120000/${url}`;
const held = { name: 'a.pdf', media_type: 'application/pdf', bytes: 14 } as const;
const full = [link({ url, archived_url, criteria: [0, 1] })];

const begun: Draft[] = [
	published(START, 'a', { criteria: ['One', 'Two'], target: '2026-03-31' }),
	reported(START, 'a', 4, { evidence: full })
];
const cardOf = (drafts: Draft[], t = LATER) => scorecard(organizationOf(drafts), t, 0);
const evidenced = (drafts: Draft[], t = LATER) => cardOf(drafts, t).overall.evidenced;
const rate = (drafts: Draft[], t = '2026-12-31') => cardOf(drafts, t).overall.delivery.rate;
const scoreOf = (drafts: Draft[], key = 'a', t = LATER) => {
	const organization = organizationOf(drafts);
	return goalScore(organization, organization.goals.get(key)!, t)!;
};

test('an honest goal has all that it can', () => {
	expect(evidenced(begun)).toBe(100);
	expect(rate([...begun, closed(LATER, 'a', 'delivered')])).toBe(100);
});

test('dropping a failing goal', () => {
	const failing = [...begun, published(START, 'b'), reported(START, 'b', 1)];
	for (const as of ['withdrawn', 'missed'] as const)
		expect(evidenced([...failing, closed(LATER, 'b', as)])).toBeLessThanOrEqual(
			evidenced(failing)!
		);
});

test('staying silent', () => {
	expect(evidenced(begun, '2026-05-01')).toBe(100);
	expect(evidenced(begun, '2026-05-02')).toBe(0);
});

test('moving a date quietly', () => {
	const moved = revised(LATER, 'a', 'editorial', {
		criteria: ['One', 'Two'],
		target: '2027-03-31'
	});
	const late = [...begun, moved, closed('2026-06-30', 'a', 'delivered')];
	expect(rate(late)).toBeCloseTo(100 * (1 - 91 / 365), 9);
	expect([...countedLabels(organizationOf(late).goals.get('a')!).values()]).toEqual(['date_moved']);
});

test('narrowing a goal', () => {
	const narrowed = revised(LATER, 'a', 'narrowed', { criteria: ['One'], target: '2026-03-31' });
	const after = [...begun, narrowed, reported(LATER, 'a', 4, { evidence: [full[0]!] })];
	// The criterion that is gone goes on being asked for.
	expect(evidenced(after)).toBe(50);
	expect(rate([...after, closed(LATER, 'a', 'delivered')])).toBe(50);
});

test('weakening a text under the label “strengthened” or “editorial”', () => {
	for (const label of ['strengthened', 'editorial'] as const) {
		const weaker = revised(LATER, 'a', label, {
			criteria: ['Few employees', 'Two'],
			target: '2026-03-31'
		});
		const drafts = [...begun, weaker];
		const goal = organizationOf(drafts).goals.get('a')!;
		expect(countedLabels(goal).get(2)).toBe('reworded');
		expect(isConfirmedAsOf(goal, 2, LATER)).toBe(false);
		expect(evidenced(drafts)).toBeLessThanOrEqual(evidenced(begun)!);
		const found = [
			...drafts,
			revisionReviewed(LATER, 'a', 2, 'weaker'),
			closed(LATER, 'a', 'delivered')
		];
		expect(rate(found)).toBe(50);
	}
});

test('splitting an easy part off', () => {
	const split = [
		published(START, 'a', { criteria: ['Easy', 'Hard'], target: '2026-03-31' }),
		published(LATER, 'easy', { criteria: ['Easy'] }),
		published(LATER, 'hard', { criteria: ['Hard'] }),
		closed(LATER, 'a', 'split', ['easy', 'hard'])
	];
	expect(scoreOf(split, 'easy').weight).toBe(0.5);
	// Dropping the hard part leaves it to the rest, which counts as narrowed.
	const dropped = [
		published(START, 'a', { criteria: ['Easy', 'Hard'], target: '2026-03-31' }),
		published(LATER, 'easy', { criteria: ['Easy'] }),
		closed(LATER, 'a', 'superseded', ['easy']),
		reported(LATER, 'easy', 4, { evidence: [link({ url, archived_url, criteria: [0] })] }),
		closed('2026-03-31', 'easy', 'delivered')
	];
	expect(scoreOf(dropped, 'easy', '2026-03-31').supported).toBe(0.5);
	expect(rate(dropped)).toBe(50);
});

test('claiming without evidence', () => {
	const bare = [begun[0]!, reported(START, 'a', 4, { evidence: [] })];
	expect(evidenced(bare)).toBe(0);
	expect(rate([...bare, closed(LATER, 'a', 'delivered')])).toBe(0);
});

test('typing an address of one’s own site as archived copy', () => {
	const own = link({ url, archived_url: 'https://lab.example/archive/report', criteria: [0, 1] });
	expect(evidenced([begun[0]!, reported(START, 'a', 4, { evidence: [own] })])).toBe(50);
	const other = link({
		url,
		archived_url: 'https://web.archive.org/web/20260101120000/https://other.example/',
		criteria: [0, 1]
	});
	expect(evidenced([begun[0]!, reported(START, 'a', 4, { evidence: [other] })])).toBe(50);
});

test('attaching a file that supports no criterion', () => {
	const idle = file({ ...held, criteria: [] });
	expect(evidenced([begun[0]!, reported(START, 'a', 4, { evidence: [idle] })])).toBe(0);
	const both = [link({ url, criteria: [0] }), idle];
	const one = [link({ url, criteria: [0] })];
	const of = (evidence: typeof both) => [begun[0]!, reported(START, 'a', 4, { evidence })];
	expect(evidenced(of(both))).toBe(evidenced(of(one)));
});

test('shedding a bad review by a one-word correction, or by saying it again', () => {
	const judged = [...begun, reviewed('2026-01-10', 'a', START, 'insufficient')];
	expect(evidenced(judged)).toBe(0);
	const correction = corrected('2026-01-11', 'a', START, 4, { evidence: full });
	expect(evidenced([...judged, correction])).toBe(0);
	const repeated = reported('2026-01-11', 'a', 4, { evidence: full });
	expect(evidenced([...judged, repeated])).toBe(0);
	const more = [...full, file({ ...held, sha256: 'b'.repeat(64), criteria: [0] })];
	expect(evidenced([...judged, reported('2026-01-11', 'a', 4, { evidence: more })])).toBe(100);
});

test('averaging an outsider’s view away', () => {
	const kind = reviewed('2026-01-10', 'a', START, 'sufficient', 4, { by: 'A friend' });
	const strict = reviewed('2026-01-11', 'a', START, 'partly', 2, { by: 'A critic' });
	expect(evidenced([...begun, kind])).toBe(100);
	expect(evidenced([...begun, strict, kind])).toBe(25);
});

test('announcing a goal when it is done', () => {
	const done = [
		published('2026-03-20', 'a', { criteria: ['One', 'Two'], target: '2026-03-31' }),
		reported('2026-03-25', 'a', 4, { evidence: full }),
		closed('2026-03-31', 'a', 'delivered')
	];
	expect(cardOf(done, '2026-12-31').overall.delivery).toEqual({ n: 0, rate: null, on_time: 0 });
});
