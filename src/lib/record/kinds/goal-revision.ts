import { z } from 'zod';
import { named } from '../named-check.ts';
import {
	condition,
	confirmed,
	criteria,
	fullText,
	head,
	key,
	revisionTranslation,
	shortText,
	source,
	target,
	targetWithin
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
	/** In the place of `target` where the goal is conditional. */
	target_within: targetWithin.optional(),
	outlook: z.enum(OUTLOOKS).optional(),
	source: source.optional(),
	translation: revisionTranslation.optional()
};

export const goalPublished = z
	.object({
		...head,
		kind: z.literal('goal.published'),
		...goalText,
		area: z.enum(AREAS),
		/** The goal counts once this is met, or may be; it never changes. */
		condition: condition.optional()
	})
	.check(named('revision', isRevision));
export type GoalPublished = z.infer<typeof goalPublished>;

export const goalRevised = z
	.object({
		...head,
		kind: z.literal('goal.revised'),
		...goalText,
		change: z.enum(CHANGES),
		reason: fullText,
		confirmed: confirmed.optional()
	})
	.check(named('revision', isRevision));
export type GoalRevised = z.infer<typeof goalRevised>;

type Revision = {
	criteria: readonly string[];
	target?: Noted | undefined;
	target_within?: Noted | undefined;
	condition?: { threshold?: string | undefined } | undefined;
	reason?: string | undefined;
	translation?:
		| {
				criteria: readonly string[];
				condition?: { threshold?: string | undefined } | undefined;
				target_note?: string | undefined;
				reason?: string | undefined;
		  }
		| undefined;
};

type Noted = { note?: string | undefined };

/**
 * A goal has one target at most, and days from a condition only where it may have one. A translation says neither
 * more nor less than the revision that carries it.
 */
function isRevision(revision: Revision): boolean {
	const { criteria, target, target_within, condition, reason, translation } = revision;
	if (target && (target_within || condition)) return false;
	if (!translation) return true;
	const note = target?.note ?? target_within?.note;
	return (
		translation.criteria.length === criteria.length &&
		(translation.condition === undefined || condition !== undefined) &&
		(translation.condition?.threshold === undefined || condition?.threshold !== undefined) &&
		(translation.target_note === undefined || note !== undefined) &&
		(translation.reason === undefined || reason !== undefined)
	);
}
