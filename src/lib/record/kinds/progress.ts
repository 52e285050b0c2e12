import { z } from 'zod';
import { evidenceItem } from '../evidence-item.ts';
import {
	criterionIndexes,
	fullText,
	grade,
	head,
	key,
	source,
	updateTranslation
} from '../parts.ts';

/** A progress update, `progress.reported`, and one that stands in place of another, `progress.corrected`. */

const progress = {
	goal: key,
	/** The update's own key, unique within its goal. */
	update: key,
	/** The number of the goal revision that was graded. */
	revision: z.int().min(1),
	grade,
	narrative: fullText,
	/** Indexes of the criteria that it claims as met; absent where it does not say. */
	met: criterionIndexes.optional(),
	evidence: z.array(evidenceItem),
	source: source.optional(),
	translation: updateTranslation.optional()
};

export const progressReported = z.object({
	...head,
	kind: z.literal('progress.reported'),
	...progress
});
export type ProgressReported = z.infer<typeof progressReported>;

export const progressCorrected = z.object({
	...head,
	kind: z.literal('progress.corrected'),
	...progress,
	/** The key of the update that this one stands in place of. */
	corrects: key
});
export type ProgressCorrected = z.infer<typeof progressCorrected>;
