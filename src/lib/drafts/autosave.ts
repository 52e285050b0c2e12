import { z } from 'zod';

/** What a form sends to be kept while it is typed; `title` is how the page is called. */
export const autosaveBody = z.object({
	form: z
		.string()
		.regex(/^\/workspace\/[^\s]+$/)
		.max(500),
	title: z.string().min(1).max(1_000),
	typed: z.json(),
	/** The version that it goes on from; null for none. */
	based_on: z.iso.datetime({ offset: true }).nullable()
});
