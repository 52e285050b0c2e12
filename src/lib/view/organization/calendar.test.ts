import { expect } from 'vitest';
import { test } from '@fast-check/vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import {
	closed,
	type Draft,
	organizationOf,
	published,
	reported,
	revised
} from '../../record/testing.ts';
import { histories } from '../../scoring/histories.ts';
import { calendarView, readPeriod, type Period } from './calendar.ts';

const drafts: Draft[] = [
	published('2025-01-01', 'late', { target: '2025-08-01' }),
	published('2025-01-01', 'later', { target: '2025-03-31' }),
	published('2025-01-01', 'soon', { target: '2025-09-30' }),
	published('2025-01-01', 'next', { target: '2026-01-05' }),
	published('2025-01-01', 'undated'),
	published('2025-01-01', 'done', { target: '2025-06-30' }),
	published('2025-01-01', 'gone', { target: '2026-06-30' }),
	revised('2025-02-01', 'soon', 'date_moved', { target: '2025-11-15' }),
	reported('2025-07-01', 'done', 4),
	closed('2025-07-02', 'done', 'delivered'),
	closed('2025-08-02', 'gone', 'withdrawn')
];
const view = (t: string, by: 'quarter' | 'month' = 'quarter') =>
	calendarView(organizationOf(drafts), t, 99, by);
const keys = (periods: Period[]) =>
	periods.map(({ name, goals }) => `${name}: ${goals.map(({ key }) => key).join()}`);

test('goals stand under what is overdue, due, closed and undated', () => {
	const { overdue, due, closed, undated, next, count } = view('2025-10-01');
	expect(overdue.map(({ key, days }) => `${key} ${days}`)).toEqual(['later -184', 'late -61']);
	expect(keys(due)).toEqual(['October to December 2025: soon', 'January to March 2026: next']);
	expect(keys(closed)).toEqual(['July to September 2025: gone,done']);
	expect(view('2025-10-01').closed_as).toEqual([
		{ state: 'delivered', count: 1 },
		{ state: 'withdrawn', count: 1 }
	]);
	expect(undated.map(({ key }) => key)).toEqual(['undated']);
	expect({ next: next?.key, count }).toEqual({ next: 'soon', count: 7 });
});

test('months are told apart, in the language that is read', () => {
	expect(keys(view('2025-10-01', 'month').closed)).toEqual(['Aug 2025: gone', 'Jul 2025: done']);
	overwriteGetLocale(() => 'zh');
	try {
		expect(keys(view('2025-10-01').due)[0]).toBe('2025年第四季度: soon');
	} finally {
		overwriteGetLocale(() => 'en');
	}
});

test('a goal is due on its day and overdue from the next', () => {
	expect(view('2025-08-01').overdue.map(({ key }) => key)).toEqual(['later']);
	expect(view('2025-08-02').overdue.map(({ key }) => key)).toEqual(['later', 'late']);
});

test('a date that was moved keeps the first one beside it, from the day of the move', () => {
	const soon = (t: string) =>
		view(t)
			.due.flatMap(({ goals }) => goals)
			.find(({ key }) => key === 'soon');
	expect(soon('2025-01-31')).toMatchObject({ target: '2025-09-30', first_target: null });
	expect(soon('2025-02-01')).toMatchObject({ target: '2025-11-15', first_target: '2025-09-30' });
});

test('before the first goal there is nothing', () => {
	expect(view('2024-12-31')).toEqual({
		count: 0,
		overdue: [],
		due: [],
		next: null,
		closed: [],
		closed_as: [],
		conditional: [],
		undated: []
	});
});

test('the period is read from the address', () => {
	expect([null, '', 'quarter', 'month', 'year'].map(readPeriod)).toEqual([
		...['quarter', 'quarter', 'quarter', 'month'],
		undefined
	]);
});

test.prop([histories])('every goal stands in it once', ({ drafts, lastDay }) => {
	const organization = organizationOf(drafts);
	for (const by of ['quarter', 'month'] as const) {
		const { count, ...calendar } = calendarView(organization, lastDay, 1, by);
		const { overdue, due, closed, conditional, undated } = calendar;
		const periods = [...due, ...closed].flatMap(({ goals }) => goals);
		const all = [...overdue, ...conditional, ...undated, ...periods];
		expect(all.map(({ key }) => key).sort()).toEqual([...organization.goals.keys()].sort());
		expect(all).toHaveLength(count);
	}
});
