import { expect, test } from 'vitest';
import { trueChanges } from './true-change.ts';

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
