import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { lostCriteria } from '../../src/lib/roadmap/rules/true-change.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The form and the database find the same criteria taken away or reworded. */
let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
});
afterAll(() => database.close());

const MARKS = [...'.,;:!?"\'`·‐–—‘’“”…、。《》「」『』！，．：；？-−()（）/%\\[]^$*+|'];
const SPACES = [...'\t\n\v\f\r \u0085\u00a0\u180e\u1680\u2000\u200a\u200b\u2028\u2060\u3000\ufeff'];
const piece = fc.oneof(
	fc.constantFrom(...MARKS, ...SPACES),
	fc.constantFrom(...'aAzZéÉİ5０９', '30', 'days', '天', '拒绝', '🧭'),
	fc.string({ unit: 'binary', maxLength: 2 })
);
const criterion = fc
	.array(piece, { maxLength: 6 })
	.map((pieces) => pieces.join(''))
	.filter((text) => text.isWellFormed() && !text.includes('\0'));

/** The same words set otherwise, mostly; some go, some come, and their order changes. */
const lists = fc.array(criterion, { maxLength: 4 }).chain((before) =>
	fc.tuple(
		fc.constant(before),
		fc
			.tuple(
				fc.array(criterion, { maxLength: 1 }),
				fc.shuffledSubarray(before),
				fc.constantFrom(...SPACES, ...MARKS, '')
			)
			.map(([others, kept, mark]) => [...kept.map((text) => text.toUpperCase() + mark), ...others])
	)
);

test('on any criteria', async () => {
	const all = fc.sample(lists, 4_000);
	const { rows } = await database.backend.database.query<{ lost: number[] }>(
		`select private.lost_criteria(
		   array(select jsonb_array_elements_text(value -> 0)),
		   array(select jsonb_array_elements_text(value -> 1))) as lost
		 from jsonb_array_elements($1::jsonb) with ordinality as t (value, n) order by n`,
		[JSON.stringify(all)]
	);
	const differ = all.filter(
		([before, after], at) => `${lostCriteria(before, after)}` !== `${rows[at]!.lost}`
	);
	expect(differ).toEqual([]);
	const some = rows.filter(({ lost }) => lost.length > 0).length;
	expect(some).toBeGreaterThan(400);
	expect(all.length - some).toBeGreaterThan(400);
});
