import { certifiedAnswer } from '$lib/server/api/certified.ts';
import { endpoint, findOrganization } from '$lib/server/api/endpoint.ts';
import { json } from '$lib/server/api/respond.ts';
import { storedEntries } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';

export const { GET, fallback } = endpoint({}, async (_, { params }) => {
	const { organization, state } = await findOrganization(params.slug!);
	return json(certifiedAnswer(organization, today(), state.seq, await storedEntries()));
});
