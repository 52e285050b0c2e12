import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { isDay } from '../../src/lib/record/day.ts';
import { certifiedFigures } from '../../src/lib/record/entries.ts';
import { lastDayOf } from '../../src/lib/record/quarter.ts';
import { readBack } from '../../src/lib/record/named-check.ts';
import * as parts from '../../src/lib/record/parts.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/**
 * The database must never record what the public site cannot read back. Each check that guards a text
 * of an entry answers exactly as the schema that reads it.
 */
let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
});
afterAll(() => database.close());

/** White space in one of the two languages, in both, or in neither though it looks it. */
const SPACES = [
	...'\t\n\v\f\r \u0085\u00a0\u180e\u1680\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff'
];
const piece = fc.oneof(
	fc.constantFrom(...SPACES),
	fc.constantFrom(
		...[
			'http://',
			'HTTPS://',
			'https:',
			'//',
			'/',
			'a',
			'b-c',
			'-',
			'--',
			'0',
			'é',
			'例',
			'🧭',
			'%',
			'[',
			'@'
		]
	),
	fc.string({ unit: 'binary', maxLength: 3 })
);
const texts = fc
	.array(piece, { maxLength: 6 })
	.map((pieces) => pieces.join(''))
	// Others cannot reach a text column at all: the database refuses their bytes.
	.filter((text) => text.isWellFormed() && !text.includes('\0'));

/** At a limit, counted in bytes, in UTF-16 units and in characters. */
const around = (limit: number) =>
	[limit - 1, limit, limit + 1].flatMap((length) => [
		'x'.repeat(length),
		'例'.repeat(length),
		'🧭'.repeat(Math.floor(length / 2)) + 'x'.repeat(length % 2),
		'🧭'.repeat(length)
	]);

const checks: [check: string, schema: z.ZodType, samples: string[]][] = [
	['private.is_free_text(value)', parts.freeText, around(100_000)],
	['private.is_full_text(value)', parts.fullText, [...around(100_000), ' '.repeat(100_001)]],
	['private.is_short_text(value)', parts.shortText, around(1_000)],
	['private.is_full_text(value, 8000)', parts.source, around(8_000)],
	[
		'private.is_web_address(value)',
		parts.recordedAddress,
		around(8_000 - 8).map((text) => `https://${text}`)
	],
	[
		'private.is_quarter(value)',
		parts.quarter,
		['2026-Q1', '2026-Q5', '0000-Q1', '2026-Q1\n', '٢٠٢٦-Q1']
	],
	[
		'private.is_key(value)',
		parts.key,
		['a\n', '-a', 'a-', 'a--b', 'A', 'a'.repeat(60), 'a'.repeat(61)]
	]
];

describe.each(checks)('%s', (check, schema, samples) => {
	test('answers as its schema does', async () => {
		const all = [...samples, ...SPACES, '', ...fc.sample(texts, 3_000)];
		const { rows } = await database.backend.database.query<{ ok: boolean }>(
			`select coalesce(${check}, false) as ok
			 from unnest($1::text[]) with ordinality as t (value, n) order by n`,
			[all]
		);
		expect(rows).toHaveLength(all.length);
		const reads = (text: string) => readBack(schema, text) !== undefined;
		const differ = all.filter((text, at) => rows[at]!.ok !== reads(text));
		expect(differ.map((text) => [text.slice(0, 40), text.length])).toEqual([]);
		expect(new Set(rows.map(({ ok }) => ok))).toEqual(new Set([true, false]));
	});
});

test('a day that the database takes is one that reads back', async () => {
	const days = [
		'-infinity',
		'infinity',
		'4713-01-01 BC',
		'0001-12-31 BC',
		'0001-01-01',
		'0099-02-28'
	];
	days.push('1900-02-28', '2026-11-21', '9999-12-31', '10000-01-01', '294276-01-01');
	const { rows } = await database.backend.database.query<{ ok: boolean; written: string | null }>(
		`select private.is_day(value::date) as ok, to_char(value::date, 'YYYY-MM-DD') as written
		 from unnest($1::text[]) with ordinality as t (value, n) order by n`,
		[days]
	);
	expect(rows.map(({ ok }) => ok)).toEqual(days.map((day) => isDay(day)));
	for (const { ok, written } of rows) if (ok) expect(written).toSatisfy(isDay);
});

test('a list of criteria that the database takes is one that reads back', async () => {
	const lists = [
		['{}', true],
		['{a,b}', true],
		['[5:6]={a,b}', true],
		['{a,NULL}', false],
		['{a,""}', false],
		['{"\u3000"}', false],
		['{{a},{b}}', false],
		[`{${Array(1_000).fill('a').join()}}`, true],
		[`{${Array(1_001).fill('a').join()}}`, false],
		[`{${'🧭'.repeat(100_000)}}`, true],
		[`{${'x'.repeat(100_001)}}`, false]
	] as const;
	const { rows } = await database.backend.database.query<{ ok: boolean; list: unknown }>(
		`select private.are_criteria(value::text[]) as ok, to_json(value::text[]) as list
		 from unnest($1::text[]) with ordinality as t (value, n) order by n`,
		[lists.map(([list]) => list)]
	);
	expect(rows.map(({ ok }) => ok)).toEqual(lists.map(([, ok]) => ok));
	expect(rows.map(({ list }) => parts.criteria.safeParse(list).success)).toEqual(
		lists.map(([, ok]) => ok)
	);
});

test('a quarter ends on the same day in both', async () => {
	const quarters = ['0001-Q1', '1999-Q4', '2024-Q1', '2026-Q2', '2026-Q3', '9999-Q4'];
	const { rows } = await database.backend.database.query<{ day: string }>(
		`select to_char(private.last_day_of_quarter(value), 'YYYY-MM-DD') as day
		 from unnest($1::text[]) with ordinality as t (value, n) order by n`,
		[quarters]
	);
	expect(rows.map(({ day }) => day)).toEqual(quarters.map(lastDayOf));
});

test('figures are written in one order, with their numbers as JavaScript writes them', async () => {
	const given = `{"delivery":{"rate":99.90,"n":2.0},"evidenced":0.070,"claimed":66.6700000000000000001,
		"reviewed":3,"current":1e0,"n":3}`;
	const { rows } = await database.backend.database.query<{ written: string }>(
		`select json_strip_nulls(private.area_figures($1::jsonb))::text as written`,
		[given]
	);
	expect(rows[0]!.written).toBe(
		'{"n":3,"current":1,"reviewed":3,"claimed":66.67,"evidenced":0.07,"delivery":{"n":2,"rate":99.9}}'
	);
	expect(certifiedFigures.parse(JSON.parse(rows[0]!.written))).toEqual(JSON.parse(given));
});

const revision = { language: 'zh', title: '标题', statement: '陈述', criteria: ['一', '二'] };
const update = { language: 'en', narrative: 'Done.' };
const translations: [check: string, schema: z.ZodType, samples: [object, boolean][]][] = [
	[
		`private.is_revision_translation(value, '{First,Second}', null, 'A note', 'A reason')`,
		parts.revisionTranslation,
		[
			[revision, true],
			[{ ...revision, target_note: '', reason: '理由' }, true],
			[{ ...revision, title: 'x'.repeat(1_000) }, true],
			[{ ...revision, title: 'x'.repeat(1_001) }, false],
			[{ ...revision, language: 'fr' }, false],
			[{ ...revision, title: '\u3000' }, false],
			[{ ...revision, statement: 1 }, false],
			[{ ...revision, criteria: ['一', ''] }, false],
			[{ ...revision, criteria: ['一', null] }, false],
			[{ ...revision, criteria: '一' }, false],
			[{ ...revision, criteria: undefined }, false],
			[{ ...revision, narrative: 'Done.' }, false],
			[{ ...revision, other: 'x' }, false],
			[[revision], false]
		]
	],
	[
		'private.is_update_translation(value)',
		parts.updateTranslation,
		[
			[update, true],
			[{ ...update, narrative: '🧭'.repeat(50_000) }, true],
			[{ ...update, narrative: 'x'.repeat(100_001) }, false],
			[{ ...update, narrative: ' ' }, false],
			[{ ...update, narrative: null }, false],
			[{ ...update, title: 'x' }, false],
			[{ narrative: 'Done.' }, false]
		]
	]
];

describe.each(translations)('%s', (check, schema, samples) => {
	test('takes the translations that read back, and no other', async () => {
		const { rows } = await database.backend.database.query<{ ok: boolean }>(
			`select coalesce(${check}, false) as ok
			 from jsonb_array_elements($1::jsonb) with ordinality as t (value, n) order by n`,
			[JSON.stringify(samples.map(([value]) => value))]
		);
		expect(rows.map(({ ok }) => ok)).toEqual(samples.map(([, ok]) => ok));
		expect(samples.map(([value]) => schema.safeParse(value).success)).toEqual(
			samples.map(([, ok]) => ok)
		);
	});
});

test('a translation has as many criteria as the revision, and translates nothing it lacks', async () => {
	const cases = [
		[{ ...revision, criteria: ['一'] }, false],
		[{ ...revision, target_note: '说明' }, false],
		[{ ...revision, reason: '理由' }, false],
		[revision, true]
	] as const;
	const { rows } = await database.backend.database.query<{ ok: boolean }>(
		`select private.is_revision_translation(value, '{First,Second}', null, null, null) as ok
		 from jsonb_array_elements($1::jsonb) with ordinality as t (value, n) order by n`,
		[JSON.stringify(cases.map(([value]) => value))]
	);
	expect(rows.map(({ ok }) => ok)).toEqual(cases.map(([, ok]) => ok));
});
