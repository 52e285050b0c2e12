import { z } from 'zod';
import { named } from '../named-check.ts';
import { fullText, head, recordedAddress, shortText } from '../parts.ts';
import { KEPT_BY } from '../vocabulary.ts';

export const organizationRegistered = z
	.object({
		...head,
		kind: z.literal('organization.registered'),
		name: shortText,
		url: recordedAddress,
		kept_by: z.enum(KEPT_BY),
		kept_by_note: fullText.optional(),
		/** Who transcribes, and where they can be found. */
		keeper: z.strictObject({ name: shortText, url: recordedAddress }).optional(),
		roadmap: z.object({ title: shortText, url: recordedAddress, cadence_days: z.int().min(1) })
	})
	.check(named('registration', isRegistration));
export type OrganizationRegistered = z.infer<typeof organizationRegistered>;

type Registration = {
	kept_by: string;
	kept_by_note?: string | undefined;
	keeper?: object | undefined;
};

/** Who transcribes a record says from what, and nobody else is its keeper by another name. */
function isRegistration({ kept_by, kept_by_note, keeper }: Registration): boolean {
	return kept_by === 'transcriber' ? kept_by_note !== undefined : keeper === undefined;
}
