import { test as law, fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { CHANGES } from '../../record/vocabulary.ts';
import { lostCriteria, untrueChange } from './true-change.ts';

const promised = (criteria: string[], target_on: string | null = null) => ({
	title: 'T',
	statement: 'S',
	criteria,
	target_on
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
	expect(open([before], [after])).toEqual([...CHANGES]);
});

test.each([
	['99% of jailbreaks are refused', 'Somebody looks at jailbreaks'],
	['At most 0.5 in a thousand', 'At most 05 in a thousand'],
	['At most -5', 'At most 5'],
	['Between 10 20 and 30', 'Between 1020 and 30'],
	['99% are refused', '90% are refused'],
	['99% are refused', '99 are refused'],
	['90% 的请求被拒绝', '90% 的请求被记录']
])('“%s” is not “%s”: it is declared, whichever it is', (before, after) => {
	expect(lostCriteria([before], [after])).toEqual([1]);
	expect(open([before], [after])).toEqual(['strengthened', 'narrowed']);
});

test('one criterion stands for one, in any order', () => {
	expect(lostCriteria(['A', 'B'], ['b', 'a'])).toEqual([]);
	expect(lostCriteria(['A', 'a.', 'B'], ['A', 'C'])).toEqual([2, 3]);
});

test('fewer criteria only narrow, more are never editorial', () => {
	expect(open(['A', 'B'], ['A'])).toEqual(['narrowed']);
	expect(open(['A', 'B'], ['C'])).toEqual(['narrowed']);
	expect(open(['A'], ['A', 'B'])).toEqual(['strengthened', 'date_moved', 'narrowed']);
});

test('says which criterion a label does not cover', () => {
	const before = promised(['A', 'B', 'C'], '2026-06-30');
	const after = promised(['A', 'X', 'C'], '2026-12-31');
	expect(untrueChange('date_moved', before, after)).toContain('criterion 2');
});

const texts = fc.array(fc.constantFrom('A', 'a,', 'B', 'C'), { maxLength: 4 });
law.prop([texts, texts])('narrowed covers everything; editorial only the same words', (a, b) => {
	const fits = open(a, b);
	expect(fits).toContain('narrowed');
	const same = !lostCriteria(a, b).length && !lostCriteria(b, a).length;
	expect(fits.includes('editorial')).toBe(same);
	if (b.length < a.length) expect(fits).not.toContain('strengthened');
});
