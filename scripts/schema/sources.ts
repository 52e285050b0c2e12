import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../../src/lib/server/backend/migrations.ts';

/** A file of SQL and its text. */
export type Source = { file: string; sql: string };

const SUPABASE = 'supabase';
export const BASELINE = '20261130000000_baseline.sql';

/**
 * The schemas in the order in which they apply, which `schema_paths` in supabase/config.toml gives, as it
 * does for Supabase's own tools. Throws where a file is not listed, or one that is listed is not there.
 */
export function schemas(): Source[] {
	const config = readFileSync(join(SUPABASE, 'config.toml'), 'utf8');
	// A list of strings is written alike in TOML and here.
	const list = /^schema_paths = \[([^\]]*)\]/m.exec(config)?.[1] ?? '';
	const listed = [...list.matchAll(/"\.\/([^"]+)"/g)].map(([, path]) => path!);
	const found = globSync('schemas/**/*.sql', { cwd: SUPABASE });
	const wrong = [
		...found.filter((path) => !listed.includes(path)).map((path) => `${path} is not listed`),
		...listed.filter((path) => !found.includes(path)).map((path) => `${path} is not there`),
		...listed
			.filter((path, at) => listed.indexOf(path) < at)
			.map((path) => `${path} is listed twice`)
	];
	if (wrong.length) throw new Error(`schema_paths in supabase/config.toml: ${wrong.join('; ')}.`);
	return listed.map((path) => source(join(SUPABASE, path)));
}

/** The migrations in the order in which they apply. */
export function migrations(): Source[] {
	return migrationFiles().map((name) =>
		source(join(MIGRATIONS, name), `${SUPABASE}/migrations/${name}`)
	);
}

/** The baseline's text, made from the schemas. */
export function baseline(): string {
	const title =
		'-- The baseline: supabase/schemas as it was on release, in order. Written by `npm run db:baseline`.\n';
	return [title, ...schemas().map(({ file, sql }) => `\n-- ▸ ${file}\n\n${sql.trim()}\n`)].join('');
}

/** The migrations but the baseline. With one of them, the baseline is what databases were made from. */
export function migrationsBesideBaseline(): string[] {
	return migrationFiles().filter((name) => name !== BASELINE);
}

const migrationFiles = () =>
	existsSync(MIGRATIONS)
		? readdirSync(MIGRATIONS)
				.filter((name) => name.endsWith('.sql'))
				.sort()
		: [];

const source = (path: string, file = path): Source => ({ file, sql: readFileSync(path, 'utf8') });
