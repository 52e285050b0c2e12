import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addDays } from '../../record/day.ts';
import { ticks } from './ticks.ts';

const labels = (from: string, to: string, room: 'wide' | 'narrow') =>
	ticks(from, to).flatMap((tick) => (tick[room] ? [tick.label] : []));

test('a few months are labelled one by one where there is room', () => {
	expect(labels('2026-01-15', '2026-06-20', 'wide')).toEqual([
		'Feb 2026',
		'Mar 2026',
		'Apr 2026',
		'May 2026',
		'Jun 2026'
	]);
	expect(labels('2026-01-15', '2026-06-20', 'narrow')).toEqual(['Apr 2026']);
});

test('ten years are labelled by years, and ticked by quarters', () => {
	expect(labels('2016-12-01', '2026-11-20', 'wide')).toEqual([
		'2018',
		'2020',
		'2022',
		'2024',
		'2026'
	]);
	expect(labels('2016-12-01', '2026-11-20', 'narrow')).toEqual(['2020', '2025']);
	expect(ticks('2016-12-01', '2026-11-20')).toHaveLength(40);
});

test('the first day of a month is ticked where the trend begins or ends on it', () => {
	expect(ticks('2026-01-01', '2026-02-01').map(({ day }) => day)).toEqual([
		'2026-01-01',
		'2026-02-01'
	]);
	expect(ticks('2026-01-02', '2026-01-31')).toEqual([]);
});

propertyTest.prop([fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 7305 })])(
	'labels are never more than there is room for, and stand on ticks within the days',
	(start, span) => {
		const from = addDays('1950-01-01', start);
		const to = addDays(from, span);
		const found = ticks(from, to);
		expect(found.every(({ day }) => day >= from && day <= to)).toBe(true);
		expect(found.length).toBeLessThanOrEqual(62);
		expect(found.filter(({ wide }) => wide).length).toBeLessThanOrEqual(9);
		expect(found.filter(({ narrow }) => narrow).length).toBeLessThanOrEqual(4);
	}
);

test('the axis ends with the calendar', () => {
	expect(ticks('9990-01-01', '9999-12-31').at(-1)?.day).toBe('9999-10-01');
});
