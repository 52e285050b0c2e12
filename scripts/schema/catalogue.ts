import type { Source } from './sources.ts';

/** What is asked of a database here: PGlite has it. */
export type Readable = { query<Row>(sql: string): Promise<{ rows: Row[] }> };

/** Everything that a schema makes: what it is called, in words, and what it is. */
export type Catalogue = Map<string, string>;

const SYSTEM = `nspname ~ '^pg_' or nspname = 'information_schema'`;
/** Who may do what, also where nothing was granted and Postgres's own defaults hold. */
const rights = (acl: string, kind: string, owner: string) => `coalesce((
	select string_agg(who || ' may ' || verbs, '; ' order by who) from (
		select coalesce(r.rolname, 'everybody') as who, string_agg(lower(privilege_type) ||
			case when is_grantable then ' and grant it' else '' end, ', ' order by privilege_type) as verbs
		from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) as x
			left join pg_roles r on r.oid = x.grantee
		group by 1) as each), 'nobody may anything')`;
const owner = (role: string) => `'owned by ' || pg_get_userbyid(${role})`;
const join = (...parts: string[]) => `concat_ws(E'\\n', ${parts.join(', ')})`;

/** Defaults that differ from one database to the next. */
const FLEETING = String.raw`now\(|clock_timestamp|gen_random_uuid|nextval`;

/** Each gives two columns: the name of a thing and its definition. */
const PARTS = {
	schemas: `select 'schema ' || nspname,
		${join(owner('nspowner'), rights('nspacl', 'n', 'nspowner'))} from pg_namespace where not (${SYSTEM})`,
	extensions: `select 'extension ' || extname, extversion from pg_extension`,
	types: `select 'type ' || n.nspname || '.' || typname, ${join(
		owner('typowner'),
		rights('typacl', 'T', 'typowner'),
		`(select string_agg(enumlabel, ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)`,
		`case typtype when 'd' then format_type(typbasetype, typtypmod)
			|| case when typnotnull then ' not null' else '' end || coalesce(' default ' || typdefault, '') end`,
		`(select string_agg(conname || ' ' || pg_get_constraintdef(c.oid), E'\\n' order by conname)
			from pg_constraint c where contypid = t.oid)`
	)} from pg_type t join pg_namespace n on n.oid = typnamespace
		left join pg_class r on r.oid = typrelid
		where not (${SYSTEM}) and (typtype in ('d', 'e', 'r') or r.relkind = 'c')`,
	tables: `select case relkind when 'v' then 'view ' when 'm' then 'materialized view ' else 'table ' end
			|| n.nspname || '.' || relname, ${join(
				owner('relowner'),
				`case when relrowsecurity then 'row-level security is on' else 'row-level security is off' end
					|| case when relforcerowsecurity then ', for the owner too' else '' end`,
				`case relpersistence when 'u' then 'unlogged' end`,
				`array_to_string(reloptions, ', ')`,
				`case when relkind in ('v', 'm') then pg_get_viewdef(c.oid) end`,
				`case when relkind = 'p' then 'partitioned by ' || pg_get_partkeydef(c.oid) end`,
				rights('relacl', 'r', 'relowner')
			)} from pg_class c join pg_namespace n on n.oid = relnamespace
		where not (${SYSTEM}) and relkind in ('r', 'p', 'v', 'm', 'f')`,
	columns: `select 'column ' || attname || ' of ' || n.nspname || '.' || relname, ${join(
		`format_type(atttypid, atttypmod)
			|| case when attcollation <> t.typcollation
				then ' collate ' || (select collname from pg_collation where oid = attcollation) else '' end
			|| case when attnotnull then ' not null' else '' end
			|| coalesce(case attgenerated when 's' then ' always ' else ' default ' end || pg_get_expr(adbin, adrelid), '')
			|| case attidentity when 'a' then ' identity always' when 'd' then ' identity by default' else '' end`,
		`case when attacl is not null then ${rights('attacl', 'c', 'relowner')} end`
	)} from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
		join pg_type t on t.oid = atttypid left join pg_attrdef on adrelid = attrelid and adnum = attnum
		where not (${SYSTEM}) and relkind in ('r', 'p', 'v', 'm', 'f', 'c') and attnum > 0 and not attisdropped`,
	constraints: `select 'constraint ' || conname || ' of ' || n.nspname || '.' || relname,
		pg_get_constraintdef(con.oid) from pg_constraint con join pg_class c on c.oid = conrelid
		join pg_namespace n on n.oid = relnamespace where not (${SYSTEM})`,
	indexes: `select 'index ' || c.relname || ' on ' || n.nspname || '.' || r.relname, pg_get_indexdef(c.oid)
			|| case when indisvalid then '' else ' (not valid)' end
		from pg_index join pg_class c on c.oid = indexrelid join pg_class r on r.oid = indrelid
		join pg_namespace n on n.oid = r.relnamespace where not (${SYSTEM})`,
	triggers: `select 'trigger ' || tgname || ' on ' || n.nspname || '.' || relname, pg_get_triggerdef(t.oid)
			|| case tgenabled when 'O' then '' else ' (enabled: ' || tgenabled::text || ')' end
		from pg_trigger t join pg_class c on c.oid = tgrelid
		join pg_namespace n on n.oid = relnamespace where not (${SYSTEM}) and not tgisinternal`,
	policies: `select 'policy ' || polname || ' on ' || n.nspname || '.' || relname, ${join(
		`case when polpermissive then '' else 'restrictive ' end || 'for ' || case polcmd when 'r' then 'select'
			when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end`,
		`'to ' || array_to_string(array(select case when r = 0 then 'everybody' else pg_get_userbyid(r)::text end
			from unnest(polroles) as r order by 1), ', ')`,
		`'using ' || pg_get_expr(polqual, polrelid)`,
		`'with check ' || pg_get_expr(polwithcheck, polrelid)`
	)} from pg_policy join pg_class c on c.oid = polrelid
		join pg_namespace n on n.oid = relnamespace where not (${SYSTEM})`,
	// With its language, volatility, settings and whose rights it has.
	functions: `select 'function ' || n.nspname || '.' || proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
		${join(
			`case prokind when 'a' then 'an aggregate' else pg_get_functiondef(p.oid) end`,
			owner('proowner'),
			rights('proacl', 'f', 'proowner')
		)} from pg_proc p join pg_namespace n on n.oid = pronamespace where not (${SYSTEM})`,
	sequences: `select 'sequence ' || n.nspname || '.' || relname, ${join(
		`format('%s from %s by %s, %s to %s%s', format_type(seqtypid, null), seqstart, seqincrement, seqmin, seqmax,
			case when seqcycle then ', again and again' else '' end)`,
		`(select 'of ' || attrelid::regclass || '.' || attname from pg_depend d
			join pg_attribute on attrelid = refobjid and attnum = refobjsubid
			where d.objid = c.oid and d.classid = 'pg_class'::regclass and refobjsubid > 0)`,
		owner('relowner'),
		rights('relacl', 's', 'relowner')
	)} from pg_sequence join pg_class c on c.oid = seqrelid
		join pg_namespace n on n.oid = relnamespace where not (${SYSTEM})`,
	defaults: `select 'default privileges of ' || pg_get_userbyid(defaclrole) || ' on ' || case defaclobjtype
			when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' else 'schemas' end
			|| coalesce(' in ' || nspname, ''),
		case when cardinality(defaclacl) = 0 then 'nobody may anything'
			else ${rights('defaclacl', 'r', 'defaclrole')} end
		from pg_default_acl left join pg_namespace n on n.oid = defaclnamespace`,
	// Below 16384 Postgres numbers what it brings itself.
	comments: `select 'comment on ' || i.type || ' ' || i.identity, description
		from pg_description, pg_identify_object(classoid, objoid, objsubid) as i
		where objoid >= 16384 or classoid = 'pg_namespace'::regclass`
} as const;

/** What the database would be made of after these files; it stays as it is. Errors name the file. */
export async function catalogueAfter(
	database: Readable & { exec(sql: string): Promise<unknown> },
	sources: Source[]
): Promise<Catalogue> {
	await database.exec('begin');
	try {
		for (const { file, sql } of sources)
			await database.exec(sql).catch((cause: Error) => {
				throw new Error(`${file}: ${cause.message}`, { cause });
			});
		return await readCatalogue(database);
	} finally {
		await database.exec('rollback');
	}
}

/** Reads what the database is made of, and the rows that it comes with. */
export async function readCatalogue(database: Readable): Promise<Catalogue> {
	// Names are written out in full whatever the path was.
	await database.query(`select set_config('search_path', '', false)`);
	const { rows } = await database.query<{ name: string; definition: string }>(
		Object.values(PARTS)
			.map((part) => `select * from (${part}) as part (name, definition)`)
			.join('\nunion all\n')
	);
	const things = new Map(rows.map(({ name, definition }) => [name, definition.trim()]));
	for (const [name, row] of await rowsIn(database)) things.set(name, row);
	await database.query(`select set_config('search_path', '"$user", public', false)`);
	return things;
}

/**
 * The rows of every table that is ours, of Storage's buckets and of the clock's jobs. A new database has
 * only such as a migration puts there; what differs from one day to the next is left out.
 */
async function rowsIn(database: Readable): Promise<[name: string, row: string][]> {
	const { rows: tables } = await database.query<{ name: string; named: string; text: string }>(`
		select name, case when key = '' then text else 'concat_ws('' '', ' || key || ')' end as named, text
		from (select quote_ident(nspname) || '.' || quote_ident(relname) as name,
			(select coalesce(string_agg(quote_ident(attname), ', ' order by attnum), '') from pg_index
				join pg_attribute on attrelid = indrelid and attnum = any (indkey)
				where indrelid = c.oid and indisprimary) as key,
			(select format('(to_jsonb(t) - %L::text[])::text', coalesce(array_agg(attname)
					filter (where attidentity <> '' or pg_get_expr(adbin, adrelid) ~ '${FLEETING}'), '{}'))
				from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
				where attrelid = c.oid and attnum > 0) as text
			from pg_class c join pg_namespace n on n.oid = relnamespace
			where relkind in ('r', 'p') and (nspname in ('public', 'private')
				or nspname || '.' || relname in ('storage.buckets', 'cron.job'))) as ours`);
	const found: [string, string][] = [];
	for (const { name, named, text } of tables) {
		const { rows } = await database.query<{ named: string; text: string }>(
			`select ${named} as named, ${text} as text from ${name} as t`
		);
		for (const row of rows) found.push([`row ${row.named} of ${name}`, row.text]);
	}
	return found;
}
