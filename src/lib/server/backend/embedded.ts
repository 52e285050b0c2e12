import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from '@supabase/lite';
import { createPgliteConnection, type PGlite } from '@supabase/lite/pglite';
import pLimit from 'p-limit';
import { PASSWORD_MIN } from '../../drafts/people/account-form.ts';
import type { Config } from '../config.ts';
import { AUTH, inHours } from './auth-settings.ts';
import type { Backend } from './backend.ts';
import { initWithStorage } from './file-storage.ts';
import { filtersAsText } from './filters.ts';
import { lockDirectory } from './lock.ts';
import { inLanguageOf, MAIL_TEMPLATES, mailDriver } from './mail.ts';
import { migrate } from './migrations.ts';
import { oneTransactionAtATime } from './one-transaction.ts';
import { quietLibraries } from './quiet.ts';
import { loadSecrets } from './secrets.ts';

// The library's own telemetry stays off.
process.env.LITE_TELEMETRY = '0';
process.env.DO_NOT_TRACK = '1';

/** Names no host: requests are handed to the library in this process. It also names the session cookie. */
const URL_INSIDE = 'http://embedded.localhost';

/** `database` is direct SQL as the owner, past every policy: for tests and repairs. */
export type Embedded = Backend & { database: PGlite };

const isRefresh = ({ url }: Request) => url.endsWith('/auth/v1/token?grant_type=refresh_token');

const filesIn = (dataDir: string) => join(dataDir, 'postgres');
/** What was uploaded. */
const storageIn = (dataDir: string) => join(dataDir, 'storage');
/** Stands while a first start is under way: if it is there before one, what it began was cut off. */
const unfinishedIn = (dataDir: string) => join(dataDir, 'unfinished');

/** Whether a database stands in the data directory; opening it elsewhere would make a new one. */
export function hasDatabase(dataDir: string): boolean {
	return existsSync(filesIn(dataDir)) && !existsSync(unfinishedIn(dataDir));
}

/**
 * Opens the database in the data directory, making it on first start, and answers Supabase requests
 * from it in this process. Throws `DirectoryInUse` where another process has the directory. `maxRows` is
 * how many rows it answers with at most: what is 1,000 here and on a hosted Supabase, fewer in tests.
 * `seed` fills the database of a demonstration, as part of its first start.
 */
export async function openEmbedded(
	config: Config,
	{ maxRows = 1_000, seed }: { maxRows?: number; seed?: (backend: Embedded) => Promise<void> } = {}
): Promise<Embedded> {
	const unlock = lockDirectory(config.dataDir);
	quietLibraries();
	let opened: { close(): Promise<void> } | undefined;
	try {
		const files = filesIn(config.dataDir);
		const unfinished = unfinishedIn(config.dataDir);
		if (existsSync(unfinished))
			for (const rest of [files, storageIn(config.dataDir), join(config.dataDir, 'secrets.json')])
				rmSync(rest, { recursive: true, force: true });
		const first = !existsSync(files);
		if (first) writeFileSync(unfinished, new Date().toISOString());

		const secrets = loadSecrets(config.dataDir, config.demonstration);
		const demonstrationPassword = config.demonstration
			? (secrets.demonstrationPassword ?? null)
			: null;
		const connection = await createPgliteConnection({ url: files });
		opened = connection;
		const asOneRequest = oneTransactionAtATime(connection.driver);
		const app = new App({
			connection,
			api: { max_rows: maxRows },
			auth: {
				jwt_secret: secrets.jwtSecret,
				publishable_key: secrets.publishableKey,
				secret_key: secrets.secretKey,
				site_url: config.linkOrigin,
				minimum_password_length: PASSWORD_MIN,
				jwt_expiry: AUTH.accessToken,
				enable_refresh_token_rotation: true,
				refresh_token_reuse_interval: AUTH.reuse,
				sessions: { timebox: inHours(AUTH.longest), inactivity_timeout: inHours(AUTH.idle) },
				email: {
					enable_confirmations: false,
					// The library mails one address, and that is to be the new one. The old one is told by us.
					double_confirm_changes: false,
					otp_expiry: AUTH.mailed,
					template: MAIL_TEMPLATES
				}
			},
			options: { drivers: { email: mailDriver(config, demonstrationPassword !== null) } }
		});
		await initWithStorage(app, storageIn(config.dataDir));
		await migrate(connection.driver);
		// At the first request the library would grant everything on every table to every API role, and so
		// undo the migrations' grants, on columns above all. This says that it has done so already.
		Object.assign(connection, { rlsState: 'active' });

		// Two at once would each make a token of the same one, which the library then takes for a theft.
		const oneAtATime = pLimit(1);
		const backend: Embedded = {
			kind: 'embedded',
			database: connection.driver,
			url: URL_INSIDE,
			publishableKey: secrets.publishableKey,
			secretKey: secrets.secretKey,
			fetch: async (input, init) => {
				const request =
					input instanceof Request ? input : new Request(filtersAsText(String(input)), init);
				const answer = () => asOneRequest(() => inLanguageOf(request, () => app.fetch(request)));
				return isRefresh(request) ? oneAtATime(answer) : answer();
			},
			demonstrationPassword,
			async close() {
				await connection.close();
				unlock();
			}
		};
		if (first) {
			if (backend.demonstrationPassword) await seed?.(backend);
			rmSync(unfinished);
		}
		return backend;
	} catch (error) {
		await opened?.close().catch(() => undefined);
		unlock();
		throw error;
	}
}
