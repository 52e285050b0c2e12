import { record } from '$lib/server/record.ts';
import { today } from '$lib/server/today.ts';
import { workedExample } from '$lib/view/worked-example.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	example: workedExample(await record(), today())
});
