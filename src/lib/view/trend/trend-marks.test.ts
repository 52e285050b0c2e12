import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../record/day.ts';
import { closed, organizationOf, published, revised, type Draft } from '../../record/testing.ts';
import { NO_FILTER } from '../changes/changes-filter.ts';
import { changesLog } from '../changes/changes-log.ts';
import { organizationEvents } from './trend-events.ts';
import { listOf } from './trend-list.ts';
import { marksOf, readMarks, type Marks } from './trend-marks.ts';

const FROM = '2024-01-01';
const UNTIL = '2026-09-27';
const SPAN = daysBetween(FROM, UNTIL);

function eventsOf(drafts: Draft[]) {
	const organization = organizationOf(drafts);
	return organizationEvents(organization, [...organization.goals.values()], FROM, UNTIL, true);
}
const goalOn = (day: string, index: number) => published(day, `goal-${index}`, { target: UNTIL });

test('one event alone keeps its day and says why', () => {
	const [mark] = marksOf(eventsOf([goalOn('2024-05-01', 1)]), FROM, UNTIL, UNTIL, 'all');
	expect(mark).toMatchObject({
		lane: 'published',
		shape: 'published',
		name: 'Published',
		day: '2024-05-01',
		count: 1,
		names: ['Goal goal-1'],
		others: 0,
		text: 'New goal, due on 27 Sept 2026.'
	});
});

test('events that fall together are one mark that counts them and names a few', () => {
	const days = ['2024-05-01', '2024-05-01', '2024-05-05', '2024-05-09', '2024-05-09'];
	const [mark, ...others] = marksOf(eventsOf(days.map(goalOn)), FROM, UNTIL, UNTIL, 'all');
	expect(others).toEqual([]);
	expect(mark).toMatchObject({
		day: '2024-05-05',
		from: '2024-05-01',
		to: '2024-05-09',
		count: 5,
		names: ['Goal goal-0', 'Goal goal-1', 'Goal goal-2'],
		others: 2,
		text: ''
	});
});

const drafts = fc
	.array(fc.nat(SPAN), { minLength: 1, maxLength: 300, size: 'max' })
	.map((days) => days.map((day, index) => goalOn(addDays(FROM, day), index)));

propertyTest.prop([drafts])('marks lose no event and keep apart', (drafts) => {
	const events = eventsOf(drafts);
	const marks = marksOf(events, FROM, UNTIL, UNTIL, 'all');
	expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(events.length);
	expect(marks.length).toBeLessThanOrEqual(31);
	for (const [index, mark] of marks.entries()) {
		expect(mark.from <= mark.day && mark.day <= mark.to).toBe(true);
		// Days are whole, so that two neighbours may be drawn together by half of one each.
		if (index > 0)
			expect(daysBetween(marks[index - 1]!.day, mark.day)).toBeGreaterThanOrEqual(SPAN / 30 - 1);
	}
});

propertyTest.prop([drafts, fc.nat(150)])(
	'the list holds the latest events, newest first, each in its period; the rest is counted',
	(drafts, most) => {
		const events = eventsOf(drafts);
		const points = [FROM, '2024-12-31', '2025-12-31', UNTIL];
		const { periods, earlier } = listOf(events, points, UNTIL, most);
		const listed = periods.flatMap((period) => period.events);
		expect(listed.map(({ seq }) => seq)).toEqual(
			events
				.toReversed()
				.slice(0, most)
				.map(({ entry }) => entry.seq)
		);
		expect(listed.length + earlier.count).toBe(events.length);
		for (const { until, events } of periods) {
			const since = points[points.indexOf(until) - 1] ?? '';
			for (const { day } of events) expect(day <= until && day > since).toBe(true);
		}
		const left = events.slice(0, earlier.count).map(({ day }) => day.slice(0, 4));
		expect(earlier.years).toEqual([...new Set(left)].toReversed());
	}
);

const weak = organizationOf([
	published('2024-02-01', 'a', { target: '2025-01-01' }),
	published('2024-02-01', 'b', { target: '2025-01-01' }),
	published('2024-02-01', 'c', { target: '2026-01-01' }),
	revised('2024-06-01', 'a', 'date_moved', { target: '2025-06-01' }),
	revised('2024-12-01', 'b', 'date_moved', { target: '2024-12-20' }),
	revised('2025-05-01', 'a', 'narrowed'),
	revised('2025-05-03', 'b', 'narrowed'),
	closed('2026-01-10', 'a', 'delivered'),
	closed('2026-06-10', 'b', 'withdrawn'),
	closed('2026-06-12', 'c', 'missed')
]);
const marksIn = (marks: Marks) =>
	marksOf(
		organizationEvents(weak, [...weak.goals.values()], FROM, UNTIL, true),
		FROM,
		UNTIL,
		UNTIL,
		marks
	);

test('few are what weakened, in one lane, what was delivered and what was certified', () => {
	expect(marksIn('few').map(({ lane, shape, name, count }) => [lane, shape, name, count])).toEqual([
		['delivered', 'delivered', 'Delivered', 1],
		['weakened', 'date_moved', 'Date moved later', 1],
		['weakened', 'narrowed', 'Narrowed', 2],
		['weakened', 'weakened', 'Weakened', 2]
	]);
	// A date that was moved forward is among all marks alone.
	const moved = marksIn('all').filter(({ lane }) => lane === 'date_moved');
	expect(moved).toHaveLength(2);
});

test('a mark leads to where its entry stands, one of several to them in the change log', () => {
	expect(marksIn('few').map(({ lead }) => lead)).toEqual([
		{ goal: 'a', fragment: 'closing' },
		{ goal: 'a', fragment: 'revision-2' },
		{ log: { weakening: 'narrowed', days: '2025-05-01..2025-05-03' } },
		{ log: { weakening: 'any', days: '2026-06-10..2026-06-12' } }
	]);
	const narrowed = marksIn('all').find(({ lane }) => lane === 'narrowed');
	expect(narrowed?.lead).toEqual({ log: { change: 'narrowed', days: '2025-05-01..2025-05-03' } });
});

test('the change log shows as many entries as the mark counts that leads there', () => {
	for (const { lead, count, lane } of [...marksIn('few'), ...marksIn('all')]) {
		if (!('log' in lead)) continue;
		const log = changesLog(weak, UNTIL, { ...NO_FILTER, ...lead.log });
		expect([lane, log.count]).toEqual([lane, count]);
	}
});

test.each([
	['all', 'all'],
	['few', 'few'],
	['', 'few'],
	[null, 'few'],
	['some', undefined]
])('reads marks=%s as %s', (param, marks) => {
	expect(readMarks(param, 'few')).toBe(marks);
});
