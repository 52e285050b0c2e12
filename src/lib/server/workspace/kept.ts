import type { Client } from '../backend/index.ts';
import type { Json } from '../database.types.ts';
import { failure, type Failure } from '../failure.ts';
import { read, readOne } from './answer.ts';

/** Forms that a member began and has not saved. Nobody else sees them. */

export async function keptForms(client: Client, membership: string) {
	return read(
		await client
			.from('kept_forms')
			.select('form, title, kept_at')
			.eq('membership_id', membership)
			.order('kept_at', { ascending: false })
	);
}

/** What was typed into a form; null where nothing is kept of it. */
export async function keptForm(client: Client, membership: string, form: string): Promise<Json> {
	const found = readOne(
		await client
			.from('kept_forms')
			.select('typed')
			.eq('membership_id', membership)
			.eq('form', form)
			.maybeSingle()
	);
	return found?.typed ?? null;
}

export async function keepForm(
	client: Client,
	organization: string,
	form: { form: string; title: string; typed: Json }
): Promise<Failure | null> {
	const { error } = await client.rpc('keep_form', { organization, ...form });
	return error && failure(error);
}

export async function dropForm(
	client: Client,
	membership: string,
	form: string
): Promise<Failure | null> {
	const { error } = await client
		.from('kept_forms')
		.delete()
		.eq('membership_id', membership)
		.eq('form', form);
	return error && failure(error);
}
