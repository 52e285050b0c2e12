import { z } from 'zod';
import { named } from '../named-check.ts';
import { confirmed, fullText, head, key, source } from '../parts.ts';
import { CLOSED_AS } from '../vocabulary.ts';

export const goalClosed = z
	.object({
		...head,
		kind: z.literal('goal.closed'),
		goal: key,
		as: z.enum(CLOSED_AS),
		reason: fullText,
		/** Keys of the goals that carry on; empty for delivered, missed and withdrawn. */
		successors: z.array(key),
		source: source.optional(),
		confirmed: confirmed.optional()
	})
	.check(named('closing', isClosing));
export type GoalClosed = z.infer<typeof goalClosed>;

/** As many successors as the end has, each once. */
function isClosing({ as, successors }: { as: string; successors: readonly string[] }): boolean {
	if (new Set(successors).size !== successors.length) return false;
	if (as === 'superseded') return successors.length === 1;
	return as === 'split' ? successors.length > 1 : successors.length === 0;
}
