import { z } from 'zod';
import { head } from '../parts.ts';

/** What the organization says of itself from a day on; the last such entry stands. */
export const organizationAmended = z.object({
	...head,
	kind: z.literal('organization.amended'),
	/** Whether an update is published only by somebody who did not write it. */
	two_person_rule: z.boolean()
});
export type OrganizationAmended = z.infer<typeof organizationAmended>;
