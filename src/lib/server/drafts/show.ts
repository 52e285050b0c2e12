import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { freeText } from '../../record/parts.ts';
import { check } from '../../drafts/form.ts';
import { markdown } from '../markdown.ts';

/**
 * What the button "Show" of a form answers: one of its texts as readers will see it, or why the record will
 * not take it, which is asked first: of a text of any length the rendering could take minutes.
 */
export function show<Name extends string, T extends Record<Name, string>>(typed: T, name: Name) {
	const checked = check(z.object({ [name]: freeText }), typed);
	if (!checked.ok) return fail(422, { typed, errors: checked.errors });
	return { typed, errors: {}, shown: markdown(typed[name]) };
}
