import { fail, redirect } from '@sveltejs/kit';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { action } from '$lib/server/http/form.ts';
import * as own from '$lib/server/people/own-account.ts';
import { sendsMail } from '$lib/server/people/sends-mail.ts';
import { confirmsByMail, sendCode } from '$lib/server/people/sign-in.ts';
import { memberships, requirePerson } from '$lib/server/people/session.ts';
import {
	addressForm,
	deletionForm,
	detailsForm,
	newPasswordForm
} from '$lib/drafts/people/account-form.ts';
import { check, text, type FormErrors } from '$lib/drafts/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { email } = await requirePerson();
	const members = await memberships();
	return {
		self: email,
		both: await confirmsByMail(),
		mails: await sendsMail(),
		members: members.map(({ name, office, organization }) => ({
			name,
			office: office ?? '',
			slug: organization.slug,
			organization: organization.name
		}))
	};
};

/** What of the form is shown again; never what proves that it is them. */
type Typed = { organization?: string; name?: string; office?: string; address?: string };
const refused = (errors: FormErrors, typed: Typed = {}) => fail(422, { errors, typed });
const done = (said: string) => ({ errors: {} as FormErrors, typed: {} as Typed, said });

/** As typed: a password may begin or end with a space. */
const secret = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions: Actions = {
	details: action(requirePerson, async (_, form) => {
		const organization = text(form, 'organization');
		const typed = {
			organization,
			name: text(form, `name.${organization}`),
			office: text(form, `office.${organization}`)
		};
		const member = (await memberships()).find((each) => each.organization.slug === organization);
		if (!member) return refused({ '': m.account_no_membership() }, typed);
		const checked = check(detailsForm, typed);
		if (!checked.ok) {
			const named = Object.entries(checked.errors).map(([name, error]) => [
				`${name}.${organization}`,
				error
			]);
			return refused(Object.fromEntries(named), typed);
		}
		const refusal = await own.changeDetails(member.organization.id, checked.value);
		if (refusal) return refused({ '': refusal.message }, typed);
		return done(m.account_details_saved());
	}),
	send: action(requirePerson, async ({ email }) => {
		const refusal = await sendCode(email, { next: '/workspace/account' });
		return refusal ? refused({ '': refusal }) : done(m.account_code_on_its_way({ email }));
	}),
	address: action(requirePerson, async (self, form) => {
		const typed = { address: text(form, 'address') };
		const address_proof = secret(form, 'address_proof');
		const checked = check(addressForm(self.email), { ...typed, address_proof });
		if (!checked.ok) return refused(checked.errors, typed);
		const { address } = checked.value;
		const unproven = await own.prove(self, address_proof, 'address_proof');
		if (unproven) return refused(unproven, typed);
		const refusal = await own.changeAddress(address);
		if (refusal) return refused({ '': refusal }, typed);
		const both = (await confirmsByMail()) ? 'yes' : 'no';
		return done(m.account_address_sent({ both, address }));
	}),
	password: action(requirePerson, async (self, form) => {
		const checked = check(newPasswordForm, {
			password: secret(form, 'password'),
			password_proof: secret(form, 'password_proof')
		});
		if (!checked.ok) return refused(checked.errors);
		const unproven = await own.prove(self, checked.value.password_proof, 'password_proof');
		if (unproven) return refused(unproven);
		const wrong = await own.changePassword(self, checked.value.password);
		return wrong ? refused(wrong) : done(m.account_password_changed());
	}),
	everywhere: action(requirePerson, async () => {
		const refusal = await own.signOutEverywhere();
		if (refusal) return refused({ '': refusal });
		redirect(303, to('/workspace/sign-in?notice=signed-out-everywhere'));
	}),
	delete: action(requirePerson, async (self, form) => {
		const checked = check(deletionForm, { deletion_proof: secret(form, 'deletion_proof') });
		if (!checked.ok) return refused(checked.errors);
		const unproven = await own.prove(self, checked.value.deletion_proof, 'deletion_proof');
		if (unproven) return refused(unproven);
		const refusal = await own.deleteSelf(self);
		if (refusal) return refused({ '': refusal });
		redirect(303, to('/workspace/sign-in?notice=account-deleted'));
	})
};
