import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { freeText, key } from '../../record/parts.ts';
import { REVISION_EFFECTS } from '../../record/vocabulary.ts';
import { choice } from '../form.ts';
import type { FormKind } from '../form-kind.ts';

const said = z.string().catch('');
const declared = z.object({ relation: said, conflicts: said });
const stored = z.object({
	goal: said,
	revision: z.number().transform(String).catch(''),
	reviewer: declared.catch({ relation: '', conflicts: '' }),
	effect: said,
	statement: said
});
const nothing = stored.parse({});

/** The form of a reviewer's review of one published revision. It may lack every text until it is published. */
export const revisionReviewForm: FormKind = {
	by: 'reviewer',
	of: ['goal', 'revision'],
	blank: () => ({ effect: '', statement: '', relation: '', conflicts: '' }),
	typed: (facts) => {
		const { reviewer, ...texts } = stored.catch(nothing).parse(facts);
		return { ...texts, relation: reviewer.relation, conflicts: reviewer.conflicts };
	},
	form: () =>
		z
			.object({
				goal: key,
				revision: z.coerce.number().int().min(1),
				effect: choice(REVISION_EFFECTS),
				statement: freeText,
				relation: freeText,
				conflicts: freeText
			})
			.transform(({ relation, conflicts, ...facts }) => ({
				...facts,
				reviewer: { relation, conflicts }
			})),
	labels: () => ({
		effect: m.revision_review_label_effect(),
		statement: m.reviews_label_statement(),
		relation: m.reviews_label_relation(),
		conflicts: m.reviews_label_conflicts()
	})
};
