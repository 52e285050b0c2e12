import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CHANGES } from '../../src/lib/record/vocabulary.ts';
import { untrueCode, type Promised } from '../../src/lib/roadmap/rules/true-change.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The form, an import and the database find the same in a revision that its kind of change may not do. */
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

const criteria = fc.array(criterion, { maxLength: 4 });
const target = fc.oneof(
	fc.constant({ target_on: null, target_within: null }),
	fc
		.constantFrom('2026-06-30', '2026-12-31', '2027-06-30')
		.map((target_on) => ({ target_on, target_within: null })),
	fc.constantFrom(0, 30, 200, 36_525).map((target_within) => ({ target_on: null, target_within }))
);
const promised = fc
	.record({ title: criterion, statement: criterion, criteria, target })
	.map(({ target, ...rest }): Promised => ({ ...rest, ...target }));

/** Mostly the same words set otherwise; some go, some come, and some change places. */
const pairs = promised.chain((before) => {
	const set = (text: string) =>
		fc.oneof(
			{
				weight: 5,
				arbitrary: fc.constantFrom(...SPACES, ...MARKS, '').map((mark) => text.toUpperCase() + mark)
			},
			{ weight: 1, arbitrary: criterion }
		);
	const kept = fc.oneof(
		{ weight: 3, arbitrary: fc.constant(before.criteria) },
		{ weight: 1, arbitrary: fc.shuffledSubarray(before.criteria) }
	);
	const after = fc
		.record({
			title: set(before.title),
			statement: set(before.statement),
			kept: kept.chain((texts) => fc.tuple(...texts.map(set))),
			others: fc.array(criterion, { maxLength: 1 }),
			target: fc.oneof(
				fc.constant({ target_on: before.target_on, target_within: before.target_within }),
				target.filter((each) => (each.target_within === null) === (before.target_within === null))
			)
		})
		.map(({ kept, others, target, ...rest }): Promised => ({
			...rest,
			...target,
			criteria: [...kept, ...others]
		}));
	return fc.tuple(fc.constantFrom(...CHANGES), fc.constant(before), after);
});

const facts = ({ target_on, target_within, ...text }: Promised) => ({
	...text,
	...(target_on === null ? {} : { target: { on: target_on } }),
	...(target_within == null ? {} : { target_within: { days: target_within } })
});

test('on any revision', async () => {
	const all = fc.sample(pairs, 4_000);
	const { rows } = await database.backend.database.query<{ untrue: string | null }>(
		`select private.untrue_change(value ->> 0, value -> 1, value -> 2) as untrue
		 from jsonb_array_elements($1::jsonb) with ordinality as t (value, n) order by n`,
		[JSON.stringify(all.map(([change, ...both]) => [change, ...both.map(facts)]))]
	);
	const differ = all.filter(
		([change, before, after], at) => untrueCode(change, before, after) !== rows[at]!.untrue
	);
	expect(differ).toEqual([]);
	const codes = new Set(rows.map(({ untrue }) => untrue));
	expect([...codes].sort()).toEqual(
		[
			'added',
			'criterion',
			'date',
			'earlier',
			'fewer',
			'later',
			'order',
			'stays',
			'words',
			null
		].sort()
	);
});
