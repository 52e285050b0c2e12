import type { App } from '@supabase/lite';
import type { PostgresConnection } from '@supabase/lite/postgres';
import { as, SUPERUSER, type Database } from './platform.ts';

/** Makes the library's one server reach the database as the three services of a hosted project do. */

/** As whom each connects, and what it then says. */
const SERVICES: Record<string, { role: string; says: string }> = {
	rest: {
		role: 'authenticator',
		says: `set statement_timeout = '8s'; set lock_timeout = '8s'`
	},
	auth: { role: 'supabase_auth_admin', says: '' },
	storage: {
		role: 'supabase_storage_admin',
		says: `set storage.allow_delete_query = 'true'`
	}
};
const UNSAID =
	'reset statement_timeout; reset lock_timeout; reset storage.allow_delete_query; reset session authorization';

/**
 * Answers one request after the other. Where a request becomes one of the API's roles, what is set for that
 * role holds, its time limit above all, as PostgREST sees to.
 */
export async function asTheirServices(
	app: App,
	connection: PostgresConnection,
	database: Database
): Promise<typeof fetch> {
	const settings = await settingsOfRoles(database);
	const query = database.query;
	let service = '';
	database.query = async (sql, parameters) => {
		// The library asks in the middle whether the session still is, where the services read the token only.
		if (service && service !== SERVICES.auth!.role && /\bfrom "auth"\./.test(sql))
			return as(database, SUPERUSER, () => query(sql, parameters)) as never;
		const answer = await query(sql, parameters);
		const says = /set_config\('role'/i.test(sql) && settings.get(String(parameters?.[0]));
		if (says) await query(says);
		return answer as never;
	};

	// The library looks for tables where only those are listed that one has rights on; PostgREST does not.
	const introspect = connection.introspect.bind(connection);
	connection.introspect = (options) => as(database, SUPERUSER, () => introspect(options));

	let last: Promise<unknown> = Promise.resolve();
	return (...request) => {
		const asked = new Request(...request);
		const { role, says } = SERVICES[new URL(asked.url).pathname.split('/')[1]!]!;
		const answer = last.then(async () => {
			await database.exec(`set session authorization ${role}; ${says}`);
			service = role;
			try {
				return await app.fetch(asked);
			} finally {
				service = '';
				await database.exec(UNSAID);
			}
		});
		last = answer.catch(() => undefined);
		return answer;
	};
}

/** What to say where a request becomes a role for which something is set. */
async function settingsOfRoles(database: Database): Promise<Map<string, string>> {
	const { rows } = await database.query<{ role: string; says: string }>(
		`select rolname as role, string_agg(format('select set_config(%L, %L, true)',
				split_part(setting, '=', 1), split_part(setting, '=', 2)), ';') as says
		 from pg_roles, unnest(rolconfig) as setting
		 where rolname in ('anon', 'authenticated', 'service_role') group by 1`
	);
	return new Map(rows.map(({ role, says }) => [role, says]));
}
