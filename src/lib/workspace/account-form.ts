import { z } from 'zod';
import { shortText } from '../record/parts.ts';
import { ROLES } from './roles.ts';

/** Accounts and invitations. */

export const PASSWORD_MIN = 10;

export const emailField = z
	.email({ error: 'must be an e-mail address, such as name@example.org' })
	.max(320, { error: 'is longer than 320 characters' })
	.transform((value) => value.toLowerCase());
export const passwordField = z
	.string()
	.min(PASSWORD_MIN, { error: `must have at least ${PASSWORD_MIN} characters` })
	// bcrypt looks at 72 bytes only; a longer one would be cut without a word.
	.refine((value) => new TextEncoder().encode(value).length <= 72, {
		error: 'must have at most 72 bytes'
	});

export const signInForm = z.object({
	email: emailField,
	password: z.string().min(1, { error: 'is missing' })
});
export const codeRequestForm = z.object({ email: emailField });
export const codeForm = z.object({
	email: emailField,
	code: z.string().regex(/^\d{6,10}$/, { error: 'must be the digits from the e-mail' })
});
export const invitationForm = z.object({
	email: emailField,
	role: z.enum(ROLES, { error: 'choose a role' })
});
export const newAccountForm = z.object({ name: shortText, password: passwordField });
export const existingAccountForm = z.object({ name: shortText });
