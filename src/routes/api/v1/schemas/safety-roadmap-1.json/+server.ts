import { roadmap1JsonSchema } from '$lib/roadmap/file/json-schema.ts';
import { endpoint } from '$lib/server/api/endpoint.ts';
import { json } from '$lib/server/api/respond.ts';

export const { GET, fallback } = endpoint({}, () =>
	json(roadmap1JsonSchema(), 'application/schema+json')
);
