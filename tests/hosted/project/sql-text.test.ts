import { expect, test } from 'vitest';
import { statements, unquoted } from './sql-text.ts';

test('statements end at a semicolon that is neither quoted nor in a comment', () => {
	expect(
		statements(`-- one; and
			create table a (b text default ';');
			/* two; */ create function c() returns void language plpgsql as $$ begin; end; $$;
			create function d() returns text language sql as $x$ select '$$;$$' $x$;
			select E'it\\'s;', "na;me" from a;;
			select 1`)
	).toEqual([
		"create table a (b text default ';')",
		'create function c() returns void language plpgsql as $$ begin; end; $$',
		"create function d() returns text language sql as $x$ select '$$;$$' $x$",
		`select E'it\\'s;', "na;me" from a`,
		'select 1'
	]);
});

test('what is quoted stands apart from the code', () => {
	expect(unquoted(`execute 'delete ''x'' from a'; -- where\nselect $q$b$q$, "c" from d`)).toEqual({
		code: `execute '';  \nselect '', "c" from d`,
		quoted: ["delete 'x' from a", 'b']
	});
});
