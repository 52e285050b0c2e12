import { z } from 'zod';
import { evidenceItem } from '../evidence-item.ts';
import { fullText, head, key, source } from '../parts.ts';
import { CONDITION_STATES } from '../vocabulary.ts';

/** Whether a conditional goal's condition is met, as its organization judges from a day on. */
export const conditionJudged = z.object({
	...head,
	kind: z.literal('condition.judged'),
	goal: key,
	state: z.enum(CONDITION_STATES),
	statement: fullText,
	/** Of the condition, so that no item names criteria. */
	evidence: z.array(evidenceItem),
	source: source.optional()
});
export type ConditionJudged = z.infer<typeof conditionJudged>;
