import { z } from 'zod';
import { fullText, head, key } from '../parts.ts';

/** What the organization says to a review; one to each, and the review stays as it is. */
export const reviewAnswered = z.object({
	...head,
	kind: z.literal('review.answered'),
	goal: key,
	/** The key of the update under review. */
	of: key,
	/** The number of the review's entry. */
	review: z.int().min(1),
	statement: fullText
});
export type ReviewAnswered = z.infer<typeof reviewAnswered>;
