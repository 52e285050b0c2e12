import { fileFromRecord } from '$lib/roadmap/file/from-record.ts';
import { endpoint, findReadable } from '$lib/server/api/endpoint.ts';
import { json } from '$lib/server/api/respond.ts';

export const { GET, fallback } = endpoint({}, async (_, { params }) => {
	const { organization } = await findReadable(params.slug!);
	return json(fileFromRecord(organization));
});
