import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { markHref } from './mark-href.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const today = { day: '2026-12-01', given: false, today: '2026-12-01' };
const then = { ...today, day: '2026-06-30', given: true };
const goal = { lead: { goal: 'a', fragment: 'closing' } };
const log = { lead: { log: { weakening: 'any', days: '2026-01-01..2026-02-01' } } } as const;
const page = { of: 'overall', slug: 'lodestone', asOf: today } as const;

test('a mark leads to its entry’s place, as of the page’s day and in its language', () => {
	expect(markHref(goal, page)).toBe('/lodestone/goals/a#closing');
	expect(markHref(goal, { ...page, asOf: then })).toBe(
		'/lodestone/goals/a?as_of=2026-06-30#closing'
	);
	expect(markHref({ lead: { path: '/certified/2026-Q1' } }, page)).toBe(
		'/lodestone/certified/2026-Q1'
	);
	expect(markHref({ lead: { entry: 7 } }, page)).toBe('/record?entry=7');
	overwriteGetLocale(() => 'zh');
	expect(markHref(goal, page)).toBe('/zh/lodestone/goals/a#closing');
});

test('several lead to the change log, of an area to its part of it', () => {
	expect(markHref(log, page)).toBe(
		'/lodestone/changes?weakening=any&days=2026-01-01..2026-02-01#entries'
	);
	expect(markHref(log, { ...page, of: 'policy' })).toContain('?area=policy&weakening=any&');
});

test('on a goal’s own page a mark leads to a place of it', () => {
	const own = { ...page, of: 'goal' } as const;
	expect(markHref(goal, own)).toBe('#closing');
	expect(markHref(log, own)).toBe('#history');
});
