import ts from 'typescript';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { changesWithoutFilter, functionCalls, serverProgram, type Call } from './client-calls.ts';
import { pushMigrations } from './migrate.ts';
import { openEmptyProject } from './project.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** PostgREST finds a function by the names of its arguments, all of them and no others. */

type Known = { arguments: string[]; optional: number };

let project: Awaited<ReturnType<typeof openEmptyProject>>;
let known: Map<string, Known>;
let server: ts.Program;
beforeAll(async () => {
	server = serverProgram();
	project = await openEmptyProject();
	await pushMigrations(project.database);
	const { rows } = await project.database.query<Known & { name: string }>(
		`select proname as name, pronargdefaults as optional,
			coalesce(proargnames[1:pronargs], '{}') as arguments
		 from pg_proc where pronamespace = 'public'::regnamespace`
	);
	known = new Map(rows.map((row) => [row.name, row]));
	expect(known.size, 'no name is given to two functions').toBe(rows.length);
});
afterAll(() => project.close());

/** What PostgREST would say of the call; null where it finds the function. */
function refusal(call: Call): string | null {
	if ('untold' in call) return `${call.at}: ${call.untold}`;
	const found = known.get(call.name);
	if (!found) return `${call.at}: there is no ${call.name}()`;
	const needed = found.arguments.slice(0, found.arguments.length - found.optional);
	const wrong = [
		...[...call.always, ...call.may]
			.filter((name) => !found.arguments.includes(name))
			.map((name) => `has no ${name}`),
		...needed.filter((name) => !call.always.includes(name)).map((name) => `needs ${name}`)
	];
	return wrong.length > 0 ? `${call.at}: ${call.name}() ${wrong.join(', ')}` : null;
}

/** The calls in a source of a test. */
function programOf(source: string): ts.Program {
	const host = ts.createCompilerHost({ noLib: true });
	const read = host.getSourceFile.bind(host);
	host.getSourceFile = (name, target) =>
		name === 'x.ts' ? ts.createSourceFile(name, source, target, true) : read(name, target);
	return ts.createProgram(['x.ts'], { strict: true, noLib: true, types: [] }, host);
}

test('every function that the server calls is there, with the arguments that it gives', () => {
	const calls = functionCalls(server);
	expect(calls.map(refusal).filter(Boolean)).toEqual([]);
	expect(calls.length).toBeGreaterThan(40);
});

test.each([
	[`db.rpc('submit_draft', { draft: '', seen: '' })`, []],
	[`db.rpc('submit_draft', { draft: '' })`, []],
	[`db.rpc('submit_draft', { seen: '' })`, ['x.ts:1: submit_draft() needs draft']],
	[
		`db.rpc('submit_draft', { draft: '', also: '' } as never)`,
		['x.ts:1: submit_draft() has no also']
	],
	[
		`const part: { draft?: string } = {}; db.rpc('submit_draft', { ...part, seen: '' })`,
		['x.ts:1: submit_draft() needs draft']
	],
	[`db.rpc('needs_set_up', {})`, []],
	[`db.rpc('no_such', { a: 1 })`, ['x.ts:1: there is no no_such()']],
	[
		`declare const which: 'needs_set_up' | 'no_such'; db.rpc(which)`,
		['x.ts:1: there is no no_such()']
	],
	[
		`declare const all: { [key: string]: string }; db.rpc('submit_draft', all)`,
		['x.ts:1: the arguments of submit_draft are of a type that names none']
	]
])('%s', (source, said) => {
	const calls = functionCalls(programOf(`declare const db: any; ${source}`));
	expect(calls.map(refusal).filter(Boolean)).toEqual(said);
});

test('every change that the server asks for names its rows', () => {
	expect(changesWithoutFilter(server)).toEqual([]);
	const source = `declare const db: any;
		db.from('a').update({}).eq('id', 1).select();
		db.from('a').delete();
		db.from('a').update({}).select('id').single();
		db.delete('a');`;
	expect(changesWithoutFilter(programOf(source))).toEqual(['x.ts:4', 'x.ts:3']);
});
