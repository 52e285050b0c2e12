import { z } from 'zod';
import { m } from '../paraglide/messages.js';
import { shortText, webAddress } from '../record/parts.ts';

/** Lists that are typed as lines of a text, which works without a button for another row. */

const linesOf = (text: string) =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** One web address a line. */
export const addressLines = z.string().transform((text, context) => {
	const lines = linesOf(text);
	lines.forEach((line, index) => {
		if (!webAddress.safeParse(line).success)
			context.addIssue({ code: 'custom', message: m.form_line_address({ line: index + 1 }) });
	});
	return lines;
});

/** A public link as an entry has it. */
type Link = {
	kind: 'link';
	visibility: 'public';
	title: string;
	url: string;
	archived_url?: string;
	criteria: [];
};

/** One link a line: its address, that of an archived copy where there is one, and its title. */
export const linkLines = z.string().transform((text, context) =>
	linesOf(text).map((line, index): Link => {
		const [url = '', ...rest] = line.split(/\s+/);
		const archived_url = /^https?:\/\//i.test(rest[0] ?? '') ? rest.shift() : undefined;
		const title = rest.join(' ') || url;
		const addresses = archived_url === undefined ? [url] : [url, archived_url];
		if (!addresses.every((address) => webAddress.safeParse(address).success))
			context.addIssue({ code: 'custom', message: m.form_line_link({ line: index + 1 }) });
		else if (!shortText.safeParse(title).success)
			context.addIssue({ code: 'custom', message: m.form_line_title({ line: index + 1 }) });
		const item: Link = { kind: 'link', visibility: 'public', title, url, criteria: [] };
		return archived_url === undefined ? item : { ...item, archived_url };
	})
);

const link = z
	.object({ url: z.string(), title: z.string().catch(''), archived_url: z.string().optional() })
	.nullable()
	.catch(null);
const links = z.array(link).max(1_000).catch([]);

/** Links as the lines that were typed for them, whatever is stored. */
export function typedLinks(stored: unknown): string {
	return links
		.parse(stored)
		.flatMap((item) => (item ? [item] : []))
		.map(({ url, archived_url, title }) =>
			[url, archived_url, title === url ? undefined : title]
				.filter((part) => part !== undefined && part !== '')
				.join(' ')
		)
		.join('\n');
}

/** A list of texts as lines, whatever is stored. */
export const typedLines = (stored: unknown): string =>
	z.array(z.string()).max(1_000).catch([]).parse(stored).join('\n');
