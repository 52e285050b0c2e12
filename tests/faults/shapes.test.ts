import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkNames } from '../../scripts/shapes-sql.ts';
import { entryShapes } from '../../src/lib/record/shapes.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { isWhole } from '../support/shapes/agreement.ts';
import { shapeTests } from '../support/shapes/suite.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
});
afterAll(() => database.close());

async function ask<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
	return (await database.backend.database.query<Row>(sql, parameters)).rows;
}

shapeTests(() => ask);

describe('what is appended', () => {
	const roadmap = { title: 'Roadmap', url: 'https://lab.example/roadmap', cadence_days: 90 };
	const register = (facts: object) =>
		ask<{ id: string }>(`select private.register_organization($1::jsonb, '2026-01-01') as id`, [
			JSON.stringify({
				name: 'Lab',
				url: 'https://lab.example',
				kept_by: 'self',
				roadmap,
				...facts
			})
		]);
	const append = (id: string, kind: string, facts: string) =>
		ask<{ seq: number }>(
			`select private.append_entry($1::uuid, $2, '2026-01-01', $3::json)::int as seq`,
			[id, kind, facts]
		);
	const bodies = () => ask<{ body: string }>('select body from public.record_entries order by seq');
	let id: string;
	beforeAll(async () => {
		id = (await register({ slug: 'lab' }))[0]!.id;
	});

	test('is whole, and its bytes are kept as they are', async () => {
		const facts = '{"two_person_rule":false,"two_person_rule":true}';
		await append(id, 'organization.amended', facts);
		const { body } = (await bodies()).at(-1)!;
		expect(body.endsWith(facts.slice(1))).toBe(true);
		expect(isWhole(body)).toBe(true);
	});

	test.each([
		['of no kind', 'organization.invented', '{"two_person_rule":true}', 'kind'],
		['of another kind', 'review.answered', '{"two_person_rule":true}', '/goal required'],
		['without a field', 'organization.amended', '{"a":1}', '/two_person_rule required'],
		[
			'with another',
			'organization.amended',
			'{"two_person_rule":true,"a":1}',
			'/a additionalProperties'
		],
		[
			'twice, badly at last',
			'organization.amended',
			'{"two_person_rule":true,"two_person_rule":1}',
			'/two_person_rule type'
		]
	])('is nothing %s', async (_, kind, facts, problem) => {
		const before = await bodies();
		await expect(append(id, kind, facts)).rejects.toMatchObject({
			code: '22W01',
			detail: 'wrong_shape',
			hint: `{"problem": "${problem}"}`
		});
		expect(await bodies()).toEqual(before);
	});

	test('is no registration that its table would take', async () => {
		const bad = [
			{ url: 'ftp://a' },
			{ name: ' ' },
			{ kept_by: 'transcriber' },
			{ kept_by: 'nobody' }
		];
		for (const facts of [...bad, { roadmap: { ...roadmap, cadence_days: 0 } }])
			await expect(register({ slug: 'other', ...facts })).rejects.toMatchObject({
				detail: 'wrong_shape'
			});
		expect(await ask('select slug from public.organizations')).toEqual([{ slug: 'lab' }]);
	});
});

describe('a shape', () => {
	const insert = (schema: unknown) =>
		ask('insert into private.entry_shapes values ($1, $2::jsonb)', ['a.b', JSON.stringify(schema)]);
	const object = (a: object) => ({
		type: 'object',
		properties: { a },
		required: [],
		additionalProperties: false
	});

	test.each([
		['a word that is not known', object({ type: 'string', format: 'date' })],
		['one deep within', object({ type: 'array', items: { type: 'string', minContains: 1 } })],
		['one among choices', object({ anyOf: [{ type: 'string' }, { type: 'string', not: {} }] })],
		['a reference', object({ $ref: '#' })],
		['no type', object({ maxLength: 1 })],
		['several types', object({ type: ['string', 'null'] })],
		['a type that is not known', object({ type: 'null' })],
		['fields of any name', object({ type: 'object', properties: {}, required: [] })],
		['items of any kind', object({ type: 'array' })],
		['a choice beside a type', object({ type: 'string', oneOf: [{ type: 'string' }] })]
	])('with %s is none', async (_, schema) => {
		await expect(insert(schema)).rejects.toMatchObject({ code: '23514' });
	});

	test('with choices takes what one of them takes', async () => {
		const of = (kind: string) => ({
			...object({ type: 'string', const: kind }),
			required: ['a']
		});
		const choice = (word: string) => object({ [word]: [of('x'), of('y'), of('y')] });
		const facts = [
			'{}',
			'{"a":{"a":"x"}}',
			'{"a":{"a":"y"}}',
			'{"a":{"a":"z"}}',
			'{"a":{"a":"x","b":1}}'
		];
		const problems = (word: string) =>
			ask<{ problem: string | null }>(
				`select private.shape_problem($1::jsonb, facts::jsonb) as problem
				 from unnest($2::text[]) with ordinality as t (facts, n) order by n`,
				[JSON.stringify(choice(word)), facts]
			);
		const told = async (word: string) => (await problems(word)).map(({ problem }) => problem);
		expect(await told('anyOf')).toEqual([null, null, null, '/a anyOf', '/a anyOf']);
		expect(await told('oneOf')).toEqual([null, null, '/a oneOf', '/a oneOf', '/a oneOf']);
	});

	test('has a function for each check that it names, and no check that is not known holds', async () => {
		const names = checkNames(Object.values(entryShapes()));
		const functions = await ask<{ name: string }>(
			`select proname as name from pg_proc where pronamespace = 'private'::regnamespace
			 and pronargs = 1 and proname like 'check!_%' escape '!' order by 1`
		);
		expect(functions.map(({ name }) => name)).toEqual(names.map((name) => `check_${name}`));
		expect(
			await ask(
				`select private.shape_problem('{"type":"string","x-check":"other"}', '"a"') as problem`
			)
		).toEqual([{ problem: ' other' }]);
	});
});
