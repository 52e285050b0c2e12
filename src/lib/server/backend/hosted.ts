import type { Config } from '../config.ts';
import { publicClient, type Backend } from './backend.ts';
import { beforeTheBaseline } from './migrations.ts';

const NO_SUCH_COLUMN = '42703';

/** A hosted or self-hosted Supabase. Throws, saying what to do, where it does not answer or lacks the schema. */
export async function openHosted(hosted: NonNullable<Config['hosted']>): Promise<Backend> {
	const backend: Backend = {
		kind: 'hosted',
		...hosted,
		fetch: globalThis.fetch,
		demonstrationPassword: null,
		async close() {}
	};
	const { error } = await publicClient(backend)
		.from('record_entries')
		.select('seq, envelope')
		.limit(1);
	// The API shows no migrations. But the table is as old as the record, and the column is not.
	if (error?.code === NO_SUCH_COLUMN)
		throw beforeTheBaseline('give this version an empty Supabase project (npx supabase db push)');
	if (error)
		throw new Error(
			`Supabase at ${hosted.url} cannot be used: ${error.message}. Check the address and keys, and apply the migrations with "npx supabase db push".`
		);
	return backend;
}
