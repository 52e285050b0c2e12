import { record } from '$lib/server/record/record.ts';
import { today } from '$lib/server/record/today.ts';
import { workedExample } from '$lib/view/methodology/worked-example.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	example: workedExample(await record(), today())
});
