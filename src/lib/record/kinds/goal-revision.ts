import { z } from 'zod';
import { named } from '../named-check.ts';
import {
	criteria,
	fullText,
	head,
	key,
	revisionTranslation,
	shortText,
	source,
	target
} from '../parts.ts';
import { AREAS, CHANGES, OUTLOOKS } from '../vocabulary.ts';

/** A goal's first revision, `goal.published`, and every later one, `goal.revised`. */

const goalText = {
	goal: key,
	/** 1 for the first revision, then without gaps. */
	revision: z.int().min(1),
	title: shortText,
	statement: fullText,
	criteria,
	target: target.optional(),
	outlook: z.enum(OUTLOOKS).optional(),
	source: source.optional(),
	translation: revisionTranslation.optional()
};

export const goalPublished = z
	.object({
		...head,
		kind: z.literal('goal.published'),
		...goalText,
		area: z.enum(AREAS)
	})
	.check(named('revision', isRevision));
export type GoalPublished = z.infer<typeof goalPublished>;

export const goalRevised = z
	.object({
		...head,
		kind: z.literal('goal.revised'),
		...goalText,
		change: z.enum(CHANGES),
		reason: fullText
	})
	.check(named('revision', isRevision));
export type GoalRevised = z.infer<typeof goalRevised>;

type Revision = {
	criteria: readonly string[];
	target?: { note?: string | undefined } | undefined;
	reason?: string | undefined;
	translation?:
		| {
				criteria: readonly string[];
				target_note?: string | undefined;
				reason?: string | undefined;
		  }
		| undefined;
};

/** A translation says neither more nor less than the revision that carries it. */
function isRevision({ criteria, target, reason, translation }: Revision): boolean {
	if (!translation) return true;
	return (
		translation.criteria.length === criteria.length &&
		(translation.target_note === undefined || target?.note !== undefined) &&
		(translation.reason === undefined || reason !== undefined)
	);
}
