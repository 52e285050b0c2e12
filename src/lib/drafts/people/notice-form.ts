import { z } from 'zod';
import { LOCALES } from '../../locale.ts';

/** How a member is told by e-mail of what happens. */
export const DELIVERIES = ['immediate', 'digest', 'none'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export const noticeForm = z.object({
	delivery: z.enum(DELIVERIES),
	language: z.enum(LOCALES)
});
export type NoticeForm = z.infer<typeof noticeForm>;
