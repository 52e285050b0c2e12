import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { freeText, key, shortText, webAddress } from '../../record/parts.ts';
import { isReservedSlug } from '../../record/slug.ts';
import { KEPT_BY } from '../../record/vocabulary.ts';
import { suggestSlug } from '../kinds/suggest-key.ts';
import { needed } from '../kinds/goal-text.ts';
import { emailField, passwordField } from './account-form.ts';

/** The first set-up: an organization and its first leader. */
export const setUpForm = z
	.object({
		organization_name: shortText,
		slug: key.refine((slug) => !isReservedSlug(slug), {
			error: () => m.form_slug_reserved()
		}),
		url: webAddress,
		kept_by: z.enum(KEPT_BY, { error: () => m.form_kept_by_chosen() }),
		kept_by_note: freeText,
		roadmap_title: shortText,
		roadmap_url: webAddress,
		cadence_days: needed
			.regex(/^\d+(\.\d+)?$/, { error: () => m.form_days_number(), abort: true })
			.transform(Number)
			.pipe(
				z
					.number()
					.int({ error: () => m.form_days_whole(), abort: true })
					.min(1, { error: () => m.form_at_least({ amount: m.days_count({ count: 1 }) }) })
					.max(3650, { error: () => m.form_at_most({ amount: m.days_count({ count: 3650 }) }) })
			),
		name: shortText,
		email: emailField,
		password: passwordField
	})
	.refine((form) => form.kept_by === 'self' || /\S/.test(form.kept_by_note), {
		path: ['kept_by_note'],
		error: () => m.form_note_transcriber()
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

/** With a short name made of the organization's name, and the organization's page here as the roadmap's address. */
export function withDefaults(typed: Partial<Record<string, string>>, origin: string) {
	const slug = typed.slug || suggestSlug(typed.organization_name ?? '');
	return {
		...typed,
		slug,
		roadmap_url: typed.roadmap_url || `${origin}/${encodeURIComponent(slug)}`
	};
}
