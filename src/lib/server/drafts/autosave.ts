import type { Client } from '../backend/backend.ts';
import type { Json } from '../database.types.ts';
import { failure, type Failure } from '../database/failure.ts';
import { byText, readAll } from '../database/read-all.ts';
import { readOne } from '../database/answer.ts';

/** Forms that a member began and has not saved. Nobody else sees them. */

export async function autosavedForms(client: Client, membership: string) {
	const rows = await readAll('id', () =>
		client.from('autosaves').select('id, form, title, saved_at').eq('membership_id', membership)
	);
	return rows.sort((a, b) => byText(b.saved_at, a.saved_at));
}

/** What was typed into a form, and its version; null where nothing is kept of it. */
export async function autosavedForm(client: Client, membership: string, form: string) {
	const found = readOne(
		await client
			.from('autosaves')
			.select('typed, saved_at')
			.eq('membership_id', membership)
			.eq('form', form)
			.maybeSingle()
	);
	return found && { typed: found.typed, saved_at: version(found.saved_at) };
}

/** The same text for the same time, however the database writes it. */
const version = (time: string) => new Date(time).toISOString();

/** Keeps a form over the version that it goes on from; `changed_meanwhile` where there is a newer one. */
export async function autosaveForm(
	client: Client,
	organization: string,
	{ based_on, ...form }: { form: string; title: string; typed: Json; based_on: string | null }
): Promise<{ saved_at: string } | { failure: Failure }> {
	const seen = based_on === null ? {} : { based_on };
	const { data, error } = await client.rpc('autosave', { organization, ...form, ...seen });
	return error ? { failure: failure(error) } : { saved_at: version(data) };
}

/** Drops what is kept of a form, or only the version `saved_at`. */
export async function dropAutosaved(
	client: Client,
	membership: string,
	form: string,
	saved_at?: string
): Promise<Failure | null> {
	const kept = client.from('autosaves').delete().eq('membership_id', membership).eq('form', form);
	const { error } = await (saved_at === undefined ? kept : kept.eq('saved_at', saved_at));
	return error && failure(error);
}
