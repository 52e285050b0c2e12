import { redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { action, anybody } from '$lib/server/http/form.ts';
import { signOut } from '$lib/server/people/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, to('/workspace'));

export const actions: Actions = {
	default: action(anybody, async () => {
		await signOut();
		redirect(303, to('/workspace/sign-in'));
	})
};
