import { withoutLocale } from '$lib/locale.ts';

/** Whether an answer sends the person to sign in: then nothing of a form was taken. */
export const leadsToSignIn = (location: string): boolean =>
	withoutLocale(location).startsWith('/workspace/sign-in');
