import type { Client } from '../../src/lib/server/backend/backend.ts';
import type { Database } from '../../src/lib/server/database.types.ts';

/** Whole imports of a few steps, answered as one request would be; of what is refused nothing is left. */

type Import = Database['public']['Tables']['imports']['Row'];
type Refused = { code: string; message: string; details: string | null };
type Answer = { data: number | null; error: Refused | null };
type Steps = readonly object[];

/** A leader's import into their organization; gives the number of entries added. */
export async function imported(
	client: Client,
	{ organization, expected, steps }: { organization: string; expected: number; steps: Steps }
): Promise<Answer> {
	const begun = await client.rpc('begin_import', { organization, expected, total: steps.length });
	return begun.error ? refused(begun.error) : carriedOut(client, begun.data, steps);
}

/** The operator's, who may register the organization with it. */
export async function operatorImported(
	client: Client,
	call: { slug: string; registration: object | null; expected: number; steps: Steps }
): Promise<Answer> {
	const { slug, expected, steps } = call;
	const registration = call.registration as never;
	const facts = { slug, registration, expected, total: steps.length };
	const begun = await client.rpc('operator_begin_import', facts);
	return begun.error ? refused(begun.error) : carriedOut(client, begun.data, steps);
}

const refused = (error: Refused): Answer => ({ data: null, error });

async function carriedOut(client: Client, id: string, steps: Steps): Promise<Answer> {
	const own = { import: id };
	const requests = [
		() => client.rpc('add_import_steps', { ...own, first: 1, steps: steps as never }),
		() => client.rpc('rehearse_import', { ...own, at_most: steps.length }),
		() => client.rpc('publish_import', own),
		() => client.rpc('settle_import', { ...own, at_most: steps.length })
	];
	let error: Refused | null = null;
	for (const request of requests) {
		const answer = await request();
		error ??= answer.error ?? ((answer.data as Import).refusal as Refused | null);
		if (error) break;
	}
	await client.rpc('forget_import', { ...own, at_most: Math.max(steps.length, 1) });
	return error ? refused(error) : { data: steps.length, error: null };
}
