import { ConfigError, type Config } from '../config.ts';
import { BackendAway, publicClient, type Backend } from './backend.ts';
import { inTime } from './in-time.ts';
import { beforeTheBaseline } from './migrations.ts';
import { quietLibraries } from './quiet.ts';

const NO_SUCH_COLUMN = '42703';

/**
 * A hosted or self-hosted Supabase. Throws {@link BackendAway} where it does not answer, a
 * `DatabaseOfAnotherVersion` where it is from before the baseline, and a {@link ConfigError} where it refuses
 * or lacks the schema.
 */
export async function openHosted(hosted: NonNullable<Config['hosted']>): Promise<Backend> {
	quietLibraries();
	const backend: Backend = {
		kind: 'hosted',
		...hosted,
		fetch: inTime(globalThis.fetch),
		demonstrationPassword: null,
		async close() {}
	};
	const { error, status } = await publicClient(backend)
		.from('record_entries')
		.select('seq, envelope')
		.limit(1);
	if (!error) return backend;
	// The API shows no migrations. But the table is as old as the record, and the column is not.
	if (error.code === NO_SUCH_COLUMN)
		throw beforeTheBaseline('give this version an empty Supabase project (npx supabase db push)');
	if (status === 0 || status >= 500)
		throw new BackendAway(`Supabase at ${hosted.url} does not answer.`);
	throw new ConfigError(
		`Supabase at ${hosted.url} cannot be used: ${error.message}. Check the address and keys, and apply the migrations with "npx supabase db push".`
	);
}
