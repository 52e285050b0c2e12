import { z } from 'zod';
import { freeText, key, shortText, webAddress } from '../record/parts.ts';
import { isReservedSlug } from '../record/slug.ts';
import { KEPT_BY } from '../record/vocabulary.ts';
import { emailField, passwordField } from './account-form.ts';

/** The first set-up: an organization and its first leader. */
export const setUpForm = z
	.object({
		organization_name: shortText,
		slug: key.refine((slug) => !isReservedSlug(slug), {
			error: 'is an address of the app itself; choose another'
		}),
		url: webAddress,
		kept_by: z.enum(KEPT_BY, { error: 'choose who keeps the record' }),
		kept_by_note: freeText,
		roadmap_title: shortText,
		roadmap_url: webAddress,
		cadence_days: z.coerce
			.number({ error: 'must be a number of days' })
			.int({ error: 'must be a whole number of days' })
			.min(1, { error: 'must be at least 1 day' })
			.max(3650, { error: 'must be at most 3650 days' }),
		name: shortText,
		email: emailField,
		password: passwordField
	})
	.refine((form) => form.kept_by === 'self' || /\S/.test(form.kept_by_note), {
		path: ['kept_by_note'],
		error: 'is needed where a transcriber keeps the record: say who transcribes, and from what'
	});
export type SetUpForm = z.infer<typeof setUpForm>;

/** The first leader of an organization that was imported before anybody could sign in. */
export const firstLeaderForm = z.object({
	slug: key,
	name: shortText,
	email: emailField,
	password: passwordField
});
export type FirstLeaderForm = z.infer<typeof firstLeaderForm>;
