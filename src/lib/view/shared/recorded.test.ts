import { expect, test } from 'vitest';
import { recordedTogether } from './recorded.ts';

const line = (seq: number, recorded_on: string, late_days: number | null) => ({
	seq,
	recorded_on,
	late_days
});

test('lines recorded late on one day say so once, with the longest delay', () => {
	const lines = [line(1, '2026-11-21', null), line(2, '2026-11-21', 40), line(3, '2026-11-21', 90)];
	expect(recordedTogether(lines)).toEqual({
		note: 'All of these entries were recorded on 21 November 2026, up to 90 days after the day they describe.',
		lines: lines.map((each) => ({ ...each, late_days: null }))
	});
});

test('lines of several days, in time, or alone keep what each says', () => {
	const late = line(1, '2026-11-21', 40);
	for (const lines of [
		[],
		[late],
		[late, line(2, '2026-11-20', 40)],
		[line(1, '2026-11-21', null), line(2, '2026-11-21', null)]
	])
		expect(recordedTogether(lines)).toEqual({ note: null, lines });
});
