import type { ImportStep } from '../../roadmap/plan/steps.ts';
import type { Client } from '../backend/backend.ts';
import type { Database } from '../database.types.ts';
import { m } from '../../paraglide/messages.js';
import { failure, type Failure } from '../database/failure.ts';
import { readAll } from '../database/read-all.ts';
import { readOne } from '../database/answer.ts';

/** Imports as the database keeps them (docs/decisions/0020). It has the last word on each step. */

export type Import = Database['public']['Tables']['imports']['Row'] & {
	state: 'adding' | 'ready' | 'refused' | 'settling' | 'settled';
};
export type Outcome<T> = T | { failure: Failure };

type Answered = {
	data: unknown;
	error: { code: string; message: string; details: string | null } | null;
};
const outcome = ({ data, error }: Answered): Outcome<{ import: Import }> =>
	error ? { failure: failure(error) } : { import: data as Import };

/** Of more imports than are kept, or one whose forgetting was cut off. */
export const isGone = (refusal: Import['refusal']): boolean =>
	(refusal as { details?: string } | null)?.details === 'import_gone';

/** Begins the import of a leader into their organization; returns its id. */
export async function begin(
	client: Client,
	begun: { organization: string; expected: number; total: number; notes: string[] }
): Promise<Outcome<{ id: string }>> {
	const { data, error } = await client.rpc('begin_import', begun);
	return error ? { failure: failure(error) } : { id: data };
}

/** Begins an import of whoever runs the instance; returns its id. */
export async function operatorBegin(
	client: Client,
	begun: { slug: string; registration: ImportStep | null; expected: number; total: number }
): Promise<Outcome<{ id: string }>> {
	const { data, error } = await client.rpc('operator_begin_import', begun);
	return error ? { failure: failure(error) } : { id: data };
}

/** Adds steps, the first of them at the place `first`, from 1. */
export async function add(client: Client, id: string, first: number, steps: ImportStep[]) {
	return outcome(await client.rpc('add_import_steps', { import: id, first, steps }));
}

export async function rehearse(client: Client, id: string, at_most: number) {
	return outcome(await client.rpc('rehearse_import', { import: id, at_most }));
}

export async function publish(client: Client, id: string) {
	return outcome(await client.rpc('publish_import', { import: id }));
}

export async function settle(client: Client, id: string, at_most: number) {
	return outcome(await client.rpc('settle_import', { import: id, at_most }));
}

/** Forgets an import of which nothing is published, or all of it settled; returns why not, or null. */
export async function forget(client: Client, id: string): Promise<Failure | null> {
	for (;;) {
		const { data, error } = await client.rpc('forget_import', { import: id, at_most: 500 });
		if (error) return failure(error);
		if (data === 'kept') return { code: 'import_public', message: m.ws_import_public() };
		if (data === 'gone') return null;
	}
}

/** The import of that id; null where there is none that the client may see. */
export async function find(client: Client, id: string): Promise<Import | null> {
	return readOne(await client.from('imports').select().eq('id', id).maybeSingle()) as Import | null;
}

/** The imports of an organization, or of all that the client may see, the latest first. */
export async function list(client: Client, organization?: string): Promise<Import[]> {
	const rows = await readAll('id', () => {
		const all = client.from('imports').select();
		return organization === undefined ? all : all.eq('organization_id', organization);
	});
	return (rows as Import[]).sort((a, b) => b.created_at.localeCompare(a.created_at));
}

type Placed = { position: number; step: ImportStep };

/** The steps from one place to another, no more than a page, in order. */
export async function steps(
	client: Client,
	id: string,
	first: number,
	last: number
): Promise<Placed[]> {
	const rows = await readAll('position', () =>
		client
			.from('import_steps')
			.select('position, step')
			.eq('import_id', id)
			.gte('position', first)
			.lte('position', last)
	);
	return rows as unknown as Placed[];
}

/** The steps up to a place that give goals, no more than a page of them, their titles. */
export async function titles(
	client: Client,
	id: string,
	goals: readonly string[],
	last: number
): Promise<Placed[]> {
	if (!goals.length) return [];
	const rows = await readAll('position', () =>
		client
			.from('import_steps')
			.select('position, step')
			.eq('import_id', id)
			.in('goal', goals)
			.in('kind', ['goal.published', 'goal.revised'])
			.lte('position', last)
	);
	return rows as unknown as Placed[];
}
