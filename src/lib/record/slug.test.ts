import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RESERVED_SLUGS } from './slug.ts';

const sql = readFileSync('supabase/schemas/organizations.sql', 'utf8');

test('the database refuses the same slugs', () => {
	const list = /slug_is_not_an_address[^[]*\[([^\]]*)\]/.exec(sql)![1]!;
	const names = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1]);
	expect(names.sort()).toEqual([...RESERVED_SLUGS].sort());
});

test('every address at the root of the site is reserved, or could not be a slug', () => {
	const roots = ['src/routes', 'src/routes/(public)', 'static'].flatMap((folder) =>
		readdirSync(folder)
	);
	const addresses = roots.filter((name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name));
	expect(addresses).toContain('workspace');
	for (const address of addresses) expect(RESERVED_SLUGS).toContain(address);
});
