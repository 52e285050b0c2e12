import type { Source } from './sources.ts';

/** What a statement makes, by its first words. */
const MADE = new RegExp(
	[
		String.raw`^create (?:unique )?(function|table|view|type|schema|index)\s+(?:if not exists )?([\w."]+)`,
		String.raw`^create (policy|trigger)\s+(\w+)[^;]*?\son\s+([\w."]+)`
	].join('|'),
	'gm'
);
/** A definition stands once and whole: nothing is made and then changed. */
const AMENDS =
	/^(?:create or replace|drop|alter (?!default privileges|table [\w.]+ enable row level security)).*/gm;

/** What in the schemas is not a definition that stands once and whole, in words. Empty: all is well. */
export function notOnce(sources: Source[]): string[] {
	const places = new Map<string, string[]>();
	const wrong: string[] = [];
	for (const { file, sql } of sources) {
		const code = withoutBodies(sql);
		for (const [, kind, name, otherKind, otherName, table] of code.matchAll(MADE)) {
			const thing = kind ? `${kind} ${name}` : `${otherKind} ${otherName} on ${table}`;
			places.set(thing, [...(places.get(thing) ?? []), file]);
		}
		for (const [statement] of code.matchAll(AMENDS))
			wrong.push(`${file} changes what it could define as it is: ${statement}`);
	}
	for (const [thing, files] of places)
		if (files.length > 1) wrong.push(`The ${thing} is defined in ${files.join(' and in ')}.`);
	return wrong;
}

/** The statements without comments and without what functions are made of. */
const withoutBodies = (sql: string) =>
	sql.replace(/--.*$/gm, '').replace(/\$(\w*)\$[^]*?\$\1\$/g, "''");
