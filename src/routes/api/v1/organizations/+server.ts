import { organizationsAnswer } from '$lib/server/api/answers.ts';
import { endpoint } from '$lib/server/api/endpoint.ts';
import { json } from '$lib/server/api/respond.ts';
import { record } from '$lib/server/record/record.ts';

export const { GET, fallback } = endpoint({}, async () =>
	json(organizationsAnswer(await record()))
);
