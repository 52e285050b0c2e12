import { test as law, fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { CHANGES } from '../../record/vocabulary.ts';
import { differenceOf, isTrueLabel } from '../../record/labels.ts';
import { lostCriteria, repeatedCriterion, untrueChange, untrueCode } from './true-change.ts';

const promised = (criteria: string[], target_on: string | null = null) => ({
	title: 'T',
	statement: 'S',
	criteria,
	target_on,
	target_within: null as number | null
});
/** The kinds of change that pass. */
const open = (before: string[], after: string[]) =>
	CHANGES.filter((change) => untrueChange(change, promised(before), promised(after)) === null);

test.each([
	['99% of jailbreaks are refused', '99% of jailbreaks are refused.'],
	['Within 30 days: report', 'within 30 days — report'],
	['A red-team report', 'A red team report'],
	['在 30 天内，发布报告。', '在30天内发布报告']
])('“%s” set as “%s” is the same criterion', (before, after) => {
	expect(lostCriteria([before], [after])).toEqual([]);
	expect(open([before], [after])).toEqual(['editorial', 'strengthened', 'reworded', 'narrowed']);
});

test.each([
	['99% of jailbreaks are refused', 'Somebody looks at jailbreaks'],
	['At most 0.5 in a thousand', 'At most 05 in a thousand'],
	['At most -5', 'At most 5'],
	['Between 10 20 and 30', 'Between 1020 and 30'],
	['99% are refused', '90% are refused'],
	['99% are refused', '99 are refused'],
	['No single employee', 'Few employees'],
	['90% 的请求被拒绝', '90% 的请求被记录']
])('“%s” is not “%s”: it is reworded, or narrows', (before, after) => {
	expect(lostCriteria([before], [after])).toEqual([1]);
	expect(open([before], [after])).toEqual(['reworded', 'narrowed']);
});

test('fewer criteria only narrow, more only strengthen or narrow, and come last', () => {
	expect(open(['A', 'B'], ['A'])).toEqual(['narrowed']);
	expect(open(['A', 'B'], ['C'])).toEqual(['narrowed']);
	expect(open(['A'], ['A', 'B'])).toEqual(['strengthened', 'narrowed']);
	expect(open(['A'], ['B', 'A'])).toEqual(['narrowed']);
});

test('criteria keep their order, whatever else a revision rewords', () => {
	expect(open(['A', 'B'], ['B', 'A'])).toEqual(['narrowed']);
	expect(open(['A', 'B', 'C'], ['A', 'X', 'C'])).toEqual(['reworded', 'narrowed']);
	expect(open(['A', 'B', 'C'], ['C', 'X', 'A'])).toEqual(['narrowed']);
});

test('a title or a statement in other words is reworded, in other marks editorial', () => {
	const before = promised(['A']);
	expect(untrueCode('strengthened', before, { ...before, title: 'Another' })).toBe('words');
	expect(untrueCode('editorial', before, { ...before, statement: 'Another' })).toBe('words');
	expect(untrueCode('reworded', before, { ...before, statement: 'Another' })).toBe(null);
	expect(untrueCode('editorial', before, { ...before, title: '“T”', statement: 's.' })).toBe(null);
});

test('a date moves under its own kind, whether it is a day or counted from a condition', () => {
	const day = (target_on: string | null) => promised(['A'], target_on);
	const within = (target_within: number | null) => ({ ...promised(['A']), target_within });
	const kinds = (before: ReturnType<typeof promised>, after: typeof before) =>
		CHANGES.filter((change) => untrueCode(change, before, after) === null);
	for (const [early, late] of [
		[day('2026-06-30'), day('2026-12-31')],
		[within(90), within(1_000)],
		[day('2026-06-30'), day(null)],
		[within(90), within(null)]
	] as const) {
		expect(kinds(early, late)).toEqual(['date_moved', 'narrowed']);
		expect(kinds(late, early)).toEqual(['strengthened', 'narrowed']);
	}
	expect(untrueCode('date_moved', day('2026-06-30'), day('2026-06-30'))).toBe('stays');
});

test('says which criterion a label does not cover', () => {
	const before = promised(['A', 'B', 'C'], '2026-06-30');
	const after = promised(['A', 'X', 'C'], '2026-12-31');
	expect(untrueChange('date_moved', before, after)).toContain('criterion 2');
});

test('two criteria of a revision in the same words are one too many', () => {
	expect(repeatedCriterion(['A', 'B', 'a.'])).toBe(3);
	expect(repeatedCriterion(['A', 'B'])).toBe(undefined);
});

const texts = fc.uniqueArray(fc.constantFrom('A', 'a,', 'B', 'C', 'D'), { maxLength: 4 });
const days = fc.option(fc.constantFrom('2026-01-01', '2026-06-30', '2026-12-31'));
const revision = fc
	.tuple(fc.constantFrom('T', 't.', 'U'), fc.constantFrom('S', 'V'), texts, days)
	.map(([title, statement, criteria, target_on]) => ({
		title,
		statement,
		criteria,
		target_on,
		target_within: null
	}));
law.prop([revision, revision, fc.constantFrom(...CHANGES)])(
	'what is refused is what counts otherwise, and criteria that change places',
	(before, after, change) => {
		const said = ({ target_on, ...rest }: typeof before) => ({
			...rest,
			target: target_on === null ? null : { on: target_on }
		});
		const isTrue = isTrueLabel(change, differenceOf(said(before), said(after)));
		const code = untrueCode(change, before, after);
		if (code === null) expect(isTrue).toBe(true);
		else if (code !== 'order') expect(isTrue).toBe(false);
	}
);
