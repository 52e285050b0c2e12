import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { blankOr, choice } from '../form.ts';
import { shortText } from '../../record/parts.ts';
import { REVIEW_ACCESS } from '../../record/vocabulary.ts';

/** Accounts and invitations. */

export const PASSWORD_MIN = 10;
/** bcrypt looks at so many only; a longer one would be cut without a word. */
const PASSWORD_MAX_BYTES = 72;

export const emailField = z
	.email({ error: () => m.form_email() })
	.max(320, { error: () => m.form_too_long({ limit: 320 }) })
	.transform((value) => value.toLowerCase());
export const passwordField = z
	.string()
	.min(PASSWORD_MIN, { error: () => m.form_password_short({ count: PASSWORD_MIN }) })
	.refine((value) => new TextEncoder().encode(value).length <= PASSWORD_MAX_BYTES, {
		error: () => m.form_password_long({ count: PASSWORD_MAX_BYTES })
	});

export const signInForm = z.object({
	email: emailField,
	password: z.string().min(1, { error: () => m.form_missing() })
});
export const codeRequestForm = z.object({ email: emailField });
export const codeForm = z.object({
	email: emailField,
	// As mail programs set it: in groups, or as East Asian keyboards write digits.
	code: z
		.string()
		.transform((value) => value.normalize('NFKC').replace(/[\s-]/g, ''))
		.pipe(z.string().regex(/^\d{6,10}$/, { error: () => m.form_code() }))
});
const invitation = { email: emailField };
/** The choice of access stands there for every role, and is meant for one. */
export const invitationForm = z.discriminatedUnion(
	'role',
	[
		z.object({
			...invitation,
			role: z.literal('reviewer'),
			review_access: choice(REVIEW_ACCESS)
		}),
		z.object({ ...invitation, role: z.enum(['leader', 'contributor']) })
	],
	{ error: () => m.form_role_chosen() }
);
export const newAccountForm = z.object({ name: shortText, password: passwordField });
export const existingAccountForm = z.object({ name: shortText });
/** A new account whose address is proven by a code from an e-mail. */
export const provenAccountForm = newAccountForm.extend({ code: codeForm.shape.code });

/** What somebody changes of their own account; each of the three needs a proof that it is them. */
export const detailsForm = z.object({ name: shortText, office: blankOr(shortText) });
const proof = z.string().min(1, { error: () => m.form_missing() });
export const addressForm = (present: string) =>
	z.object({
		address: emailField.refine((address) => address !== present, {
			error: () => m.account_address_same()
		}),
		address_proof: proof
	});
export const newPasswordForm = z.object({ password: passwordField, password_proof: proof });
export const deletionForm = z.object({ deletion_proof: proof });
