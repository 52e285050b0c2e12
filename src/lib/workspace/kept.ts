import { z } from 'zod';

/** What a form sends to be kept while it is typed; `title` is how the page is called. */
export const keptBody = z.object({
	form: z
		.string()
		.regex(/^\/workspace\/[^\s]+$/)
		.max(500),
	title: z.string().min(1).max(1_000),
	typed: z.json(),
	/** The version that it goes on from; null for none. */
	based_on: z.iso.datetime({ offset: true }).nullable()
});

/** A form as text that is the same for the same form: the database gives fields back in another order. */
export const inOrder = (form: unknown): string =>
	JSON.stringify(form, (_, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part
	);
