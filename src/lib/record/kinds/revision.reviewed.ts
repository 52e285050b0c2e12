import { z } from 'zod';
import { freeText, head, key, reviewer } from '../parts.ts';
import { REVISION_EFFECTS } from '../vocabulary.ts';

/** An outsider's judgement of one revision of a goal, its first included. */
export const revisionReviewed = z.object({
	...head,
	kind: z.literal('revision.reviewed'),
	goal: key,
	/** The number of the revision under review. */
	revision: z.int().min(1),
	reviewer,
	effect: z.enum(REVISION_EFFECTS),
	statement: freeText
});
export type RevisionReviewed = z.infer<typeof revisionReviewed>;
