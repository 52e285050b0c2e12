import { describe, expect, test } from 'vitest';
import { schemas } from '../../scripts/schema/sources.ts';
import { alternatives, mutants } from './mutants.ts';

describe('the parts of a condition', () => {
	test.each([
		['a', ['a']],
		['a or b', ['a', 'b']],
		['a and (b or c) or d', ['a and (b or c)', 'd']],
		["x = 'this or that' or for_it", ["x = 'this or that'", 'for_it']],
		['case when a or b then c end or d', ['case when a or b then c end', 'd']]
	])('of %s', (condition, parts) => {
		const found = alternatives(condition).map(([from, to]) => condition.slice(from, to).trim());
		expect(found).toEqual(parts);
	});
});

test('each refusal of a function is weakened, once for each of its conditions', () => {
	const sql = `create function private.f(a text) returns void
language plpgsql set search_path = '' as $$
begin
  if a is null or a = 'b' then
    perform private.refuse('one');
  elsif a = 'c' then
    perform private.refuse('two', jsonb_build_object('a', a));
  end if;
exception when unique_violation then
  perform private.refuse('three');
end;
$$;
`;
	const made = mutants([{ file: 'f.sql', sql }]);
	expect(made.map(({ name }) => name)).toEqual([
		"private.f · one · a is null or a = 'b'",
		'private.f · one · a is null',
		"private.f · one · a = 'b'",
		"private.f · two · a = 'c'",
		"private.f · three · perform private.refuse('three');"
	]);
	expect(made[3]!.sql).toContain('elsif  false then');
	expect(made[4]!.sql).toMatch(/^create or replace [^]*then\n {2}null;\nend;/);
});

test('no refusal of the schemas is overlooked', () => {
	const sources = schemas();
	const refusals = sources.flatMap(({ sql }) => sql.match(/private\.refuse\('/g) ?? []);
	const told = new Set(mutants(sources).map(({ name }) => name.split(' · ').slice(0, 2).join()));
	expect(mutants(sources).length).toBeGreaterThanOrEqual(refusals.length);
	expect(told.size).toBeGreaterThan(100);
});
