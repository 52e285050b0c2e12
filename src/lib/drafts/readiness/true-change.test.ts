import { expect, test } from 'vitest';
import { between, splitOf, trueChanges } from './true-change.ts';

const promised = (criteria: string[], target_on: string) => ({
	title: 'T',
	statement: 'S',
	criteria,
	target_on,
	target_within: null
});

test('says what happens to criteria and target date, and which kinds of change cover it', () => {
	const before = promised(['A', 'B', 'C'], '2026-06-30');
	expect(trueChanges(before, promised(['A', 'X', 'C', 'D'], '2026-12-31'))).toEqual({
		facts: [
			'Criterion 2 was removed or says something else: “B”',
			'1 criterion is added.',
			'The target date moves later or is dropped.'
		],
		open: ['narrowed']
	});
	expect(trueChanges(before, promised(['A', 'B', 'C'], '2026-03-31')).facts).toEqual([
		'The target date changes.'
	]);
});

test('days from a condition are a date like another', () => {
	const days = (target_within: number) => ({
		...promised(['A'], '2026-06-30'),
		target_on: null,
		target_within
	});
	expect(trueChanges(days(90), days(180))).toEqual({
		facts: ['The target date moves later or is dropped.'],
		open: ['date_moved', 'narrowed']
	});
	expect(trueChanges(days(90), days(30)).open).toEqual(['strengthened', 'narrowed']);
});

test.each([
	// What changes, which part comes second, and which kinds but narrowed each of the two can be called.
	[['A', 'X'], '2026-12-31', 'date', 'reworded', 'date_moved'],
	[['A', 'X'], '2026-03-31', 'date', 'reworded', 'strengthened'],
	[['A'], '2026-12-31', 'date', '', 'date_moved'],
	[['A', 'B', 'C'], '2026-12-31', 'date', 'strengthened', 'date_moved'],
	[['A', 'X', 'C'], '2026-06-30', 'added', 'reworded', 'strengthened'],
	[['A', 'X', 'C'], '2026-03-31', 'added_date', 'reworded', 'strengthened'],
	// Three kinds at once: two of them are narrowed together.
	[['A', 'X', 'C'], '2026-12-31', 'date', '', 'date_moved']
])('%j by %s is two revisions: the second brings the %s', (criteria, on, part, first, second) => {
	const before = promised(['A', 'B'], '2026-06-30');
	const after = promised(criteria, on);
	const own = (kinds: string[]) => kinds.filter((kind) => kind !== 'narrowed').join();
	const split = splitOf(before, after)!;
	expect({ part: split.part, first: own(split.first), second: own(split.second) }).toEqual({
		part,
		first,
		second
	});
	const middle = between(before, after, split.part);
	expect([splitOf(before, middle)?.part, splitOf(middle, after)]).toEqual([
		criteria.length === 3 && on === '2026-12-31' && first === '' ? 'added' : undefined,
		null
	]);
});

test.each([
	[['A', 'B'], '2026-12-31'],
	[['A', 'B.'], '2026-12-31'],
	[['A', 'X'], '2026-06-30'],
	[['A'], '2026-06-30'],
	[['A', 'B', 'C'], '2026-03-31']
])('%j by %s is one revision', (criteria, on) => {
	expect(splitOf(promised(['A', 'B'], '2026-06-30'), promised(criteria, on))).toBeNull();
});
