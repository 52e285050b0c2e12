import { globSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';

/** What the server asks of the database through supabase-js, read from its source with the compiler's types. */

/** A call of a function: `may` are arguments that it leaves out at times; null where nothing can be told. */
export type Call = { at: string; name: string; always: string[]; may: string[] } | Untold;
export type Untold = { at: string; untold: string };

const FILTERS =
	/^(eq|neq|gt|gte|lt|lte|like|ilike|is|in|contains|containedBy|match|not|or|filter|textSearch|overlaps)$/;

/** The server's sources, its command-line tools among them, with the compiler's view of them. */
export function serverProgram(): ts.Program {
	const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
	const files = globSync(['src/lib/server/**/*.ts', 'scripts/**/*.ts'], {
		exclude: ['**/*.test.ts']
	});
	return ts.createProgram(files, options);
}

/** Every `.rpc(name, arguments)`, once for each name that it may have. */
export function functionCalls(program: ts.Program): Call[] {
	const checker = program.getTypeChecker();
	return methodCalls(program, 'rpc').flatMap((call): Call[] => {
		const at = placeOf(call);
		const [name, given] = call.arguments;
		const names = name ? literals(checker.getTypeAtLocation(name)) : [];
		if (names.length === 0) return [{ at, untold: 'its name is no literal' }];
		const shape = given ? shapeOf(checker, given) : { always: [], may: [] };
		return names.map((each) => (shape ? { at, name: each, ...shape } : untoldOf(at, each)));
	});
}

/** Every `.update(…)` and `.delete()` of a table's rows that is followed by no filter. */
export function changesWithoutFilter(program: ts.Program): string[] {
	return ['update', 'delete']
		.flatMap((method) => methodCalls(program, method))
		.filter((call) => startsWithFrom(call) && !isFiltered(call))
		.map(placeOf);
}

function methodCalls(program: ts.Program, method: string): ts.CallExpression[] {
	const found: ts.CallExpression[] = [];
	// Without the checker no node knows what it stands in.
	program.getTypeChecker();
	const visit = (node: ts.Node): void => {
		if (
			ts.isCallExpression(node) &&
			ts.isPropertyAccessExpression(node.expression) &&
			node.expression.name.text === method
		)
			found.push(node);
		ts.forEachChild(node, visit);
	};
	for (const file of program.getSourceFiles())
		if (!file.isDeclarationFile && !file.fileName.includes('node_modules')) visit(file);
	return found;
}

const literals = (type: ts.Type): string[] =>
	(type.isUnion() ? type.types : [type]).flatMap((each) =>
		each.isStringLiteral() ? [each.value] : []
	);

/** The keys of an argument, whatever it is said to be: of what is written, not of what is wanted. */
function shapeOf(checker: ts.TypeChecker, given: ts.Expression) {
	const type = checker.getTypeAtLocation(asWritten(given));
	const kinds = type.isUnion() ? type.types : [type];
	if (kinds.some((kind) => !(kind.flags & ts.TypeFlags.Object) || isOpen(checker, kind)))
		return null;
	const keys = kinds.map((kind) => checker.getPropertiesOfType(kind));
	const certain = keys.map((list) =>
		list.filter((key) => !(key.flags & ts.SymbolFlags.Optional) && !isUndefined(checker, key))
	);
	const names = (lists: ts.Symbol[][]) => [...new Set(lists.flat().map(({ name }) => name))];
	const always = names(certain).filter((name) =>
		certain.every((list) => list.some((key) => key.name === name))
	);
	return { always, may: names(keys).filter((name) => !always.includes(name)) };
}

/** Without what it is said to be. */
function asWritten(given: ts.Expression): ts.Expression {
	const wrapped =
		ts.isParenthesizedExpression(given) ||
		ts.isAsExpression(given) ||
		ts.isSatisfiesExpression(given) ||
		ts.isNonNullExpression(given);
	return wrapped ? asWritten(given.expression) : given;
}

const isOpen = (checker: ts.TypeChecker, kind: ts.Type) =>
	checker.getIndexInfosOfType(kind).length > 0;

/** JSON leaves such a key out. */
function isUndefined(checker: ts.TypeChecker, key: ts.Symbol): boolean {
	const type = checker.getTypeOfSymbol(key);
	return (type.isUnion() ? type.types : [type]).some(
		({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0
	);
}

const untoldOf = (at: string, name: string) => ({
	at,
	untold: `the arguments of ${name} are of a type that names none`
});

function startsWithFrom(call: ts.CallExpression): boolean {
	let at: ts.Expression = (call.expression as ts.PropertyAccessExpression).expression;
	while (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
		if (at.expression.name.text === 'from') return true;
		at = at.expression.expression;
	}
	return false;
}

/** In the chain that goes on from the call. */
function isFiltered(call: ts.CallExpression): boolean {
	let at: ts.Node = call;
	while (ts.isPropertyAccessExpression(at.parent) && ts.isCallExpression(at.parent.parent)) {
		if (FILTERS.test(at.parent.name.text)) return true;
		at = at.parent.parent;
	}
	return false;
}

function placeOf(node: ts.Node): string {
	const file = node.getSourceFile();
	const { line } = file.getLineAndCharacterOfPosition(node.getStart());
	return `${relative(process.cwd(), file.fileName)}:${line + 1}`;
}
