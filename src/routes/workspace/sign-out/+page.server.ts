import { redirect } from '@sveltejs/kit';
import { signOut } from '$lib/server/workspace/account.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/workspace');

export const actions: Actions = {
	default: async () => {
		await signOut();
		redirect(303, '/workspace/sign-in');
	}
};
