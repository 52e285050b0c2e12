import { z } from 'zod';
import { fullText, head, recordedAddress, shortText } from '../parts.ts';

/** A transcriber read the sources on a day, and nothing but what the record holds by then had changed. */
export const recordChecked = z.object({
	...head,
	kind: z.literal('record.checked'),
	/** Who read them. */
	by: shortText,
	/** The addresses that were read. */
	sources: z.array(recordedAddress).min(1).max(100),
	statement: fullText
});
export type RecordChecked = z.infer<typeof recordChecked>;
