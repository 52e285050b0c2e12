/**
 * npm run bench: how reading the record and scoring it grow with its size. Ratios, measured side by
 * side in this one run; a ratio near 2 for twice the entries is linear growth.
 */
import { entries, published, registered, reported } from '../../src/lib/record/testing.ts';
import { fold } from '../../src/lib/record/fold.ts';
import { leafHash } from '../../src/lib/record/hash.ts';
import { parseEntry } from '../../src/lib/record/parse.ts';
import { addDays } from '../../src/lib/record/day.ts';
import type { Entry } from '../../src/lib/record/entries.ts';
import { AREAS, type Grade } from '../../src/lib/record/vocabulary.ts';
import { scorecard } from '../../src/lib/scoring/method-1.ts';
import { series, steps } from '../../src/lib/scoring/series.ts';

const GOALS = 200;
const FIRST = '2016-01-01';
const SIZES = [3_000, 6_000, 12_000, 24_000];

/** A record of 200 goals with updates dealt out evenly over ten years. */
function record(size: number): Entry[] {
	const perGoal = Math.floor(size / GOALS) - 1;
	const keys = Array.from({ length: GOALS }, (_, index) => `goal-${index}`);
	const goals = keys.map((key, index) =>
		published(FIRST, key, { area: AREAS[index % AREAS.length] })
	);
	const updates = keys.flatMap((key) =>
		Array.from({ length: perGoal }, (_, index) => {
			const day = addDays(FIRST, Math.floor(((index + 1) * 3650) / (perGoal + 1)));
			return reported(day, key, (index % 4) as Grade, { update: `u-${index}` });
		})
	);
	return entries([registered(FIRST), ...goals, ...updates]);
}

/** The median of seven runs, in ms. */
function time(work: () => unknown): number {
	const runs = Array.from({ length: 7 }, () => {
		const start = performance.now();
		work();
		return performance.now() - start;
	});
	return runs.sort((a, b) => a - b)[3]!;
}

const days = steps(FIRST, '2025-12-31', 'quarter');
const results = SIZES.map((size) => {
	const list = record(size);
	const stored = list.map((entry) => {
		const body = JSON.stringify(entry);
		return { seq: entry.seq, body, leaf_hash: leafHash(body) };
	});
	const organization = [...fold(list).organizations.values()][0]!;
	return {
		entries: list.length,
		json: time(() => stored.map(({ body }) => JSON.parse(body))),
		parse: time(() => stored.map(parseEntry)),
		fold: time(() => fold(list)),
		scorecard: time(() => scorecard(organization, '2025-12-31', list.length)),
		series: time(() => series(organization, days, list.length))
	};
});

const measures = ['parse', 'fold', 'scorecard', 'series'] as const;
console.log(
	`entries    ${measures.map((name) => name.padStart(12)).join('')}   (time ÷ the row above)`
);
results.forEach((row, index) => {
	const before = results[index - 1];
	const ratios = measures.map((name) =>
		(before ? (row[name] / before[name]).toFixed(2) : '–').padStart(12)
	);
	console.log(String(row.entries).padEnd(11) + ratios.join(''));
});
const last = results.at(-1)!;
console.log(
	`\nReading and checking an entry costs ${(last.parse / last.json).toFixed(1)} × plain JSON.parse.`
);
console.log(
	`A trend of ${days.length} quarters costs ${(last.series / last.scorecard).toFixed(1)} × one scorecard.`
);
