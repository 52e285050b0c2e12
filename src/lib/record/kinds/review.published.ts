import { z } from 'zod';
import { freeText, grade, head, key, reviewer } from '../parts.ts';
import { EVIDENCE_JUDGEMENTS, FINDINGS, REVIEW_AGREES } from '../vocabulary.ts';

export const reviewPublished = z.object({
	...head,
	kind: z.literal('review.published'),
	goal: key,
	/** The key of the update under review. */
	of: key,
	reviewer,
	grade,
	agrees: z.enum(REVIEW_AGREES),
	evidence: z.enum(EVIDENCE_JUDGEMENTS),
	/** What the reviewer found of single criteria, each once. */
	findings: z
		.array(z.strictObject({ criterion: z.int().min(0), finding: z.enum(FINDINGS) }))
		.max(1_000)
		.optional(),
	/** What the reviewer used beyond what is public; absent in reviews that were imported without it. */
	material: freeText.optional(),
	statement: freeText
});
export type ReviewPublished = z.infer<typeof reviewPublished>;
