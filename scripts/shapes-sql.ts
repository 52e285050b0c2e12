import { entryShapes, type Shape } from '../src/lib/record/shapes.ts';

/** What supabase/schemas/shapes.sql says: a row for each kind of entry, and every named check in them. */
export function shapesSql(): string {
	const shapes = entryShapes();
	const rows = Object.entries(shapes).map(
		([kind, shape]) => `  ('${kind}', $shape$\n${written(shape, '  ')}\n  $shape$)`
	);
	const cases = checkNames(Object.values(shapes)).map(
		(name) => `    when '${name}' then private.check_${name}(fact)`
	);
	return `-- Made by \`npm run db:shapes\` from src/lib/record/entries.ts; not to be edited.

-- Whether a check made in code holds; null for one that is not known.
create function private.named_check(name text, fact jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return case name
${cases.join('\n')}
  end;
end;
$$;

insert into private.entry_shapes (kind, schema) values
${rows.join(',\n')};
`;
}

/** The names of the checks that shapes ask for, in order of the alphabet. */
export function checkNames(shapes: readonly Shape[]): string[] {
	const names = new Set<string>();
	const walk = (value: unknown) => {
		if (typeof value !== 'object' || value === null) return;
		for (const [word, inner] of Object.entries(value)) {
			if (word === 'x-check') names.add(String(inner));
			else walk(inner);
		}
	};
	walk(shapes);
	return [...names].sort();
}

/** JSON with one line for each part that has no parts, so that a change can be seen as one. */
function written(value: unknown, indent: string): string {
	const isFlat = !Object.values(value as object).some(
		(inner) => typeof inner === 'object' && !Array.isArray(inner)
	);
	if (isFlat || Array.isArray(value)) return `${indent}${JSON.stringify(value)}`;
	const lines = Object.entries(value as object).map(([name, inner]) => {
		const key = `${indent}  ${JSON.stringify(name)}: `;
		if (typeof inner !== 'object') return key + JSON.stringify(inner);
		return key + written(inner, `${indent}  `).trimStart();
	});
	return `${indent}{\n${lines.join(',\n')}\n${indent}}`;
}
