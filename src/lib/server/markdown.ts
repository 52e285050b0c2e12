import { LRUCache } from 'lru-cache';
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { m } from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';

const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });
// What begins with two slashes never becomes a link (below), and takes seconds to find where there are many.
parser.linkify.add('//', null);
// An image would tell others who reads; what stands for it in words stays.
parser.renderer.rules.image = (tokens, index) => parser.utils.escapeHtml(tokens[index]!.content);

/** What scrolls sideways: by keyboard too, for which it needs a name. */
const scrolls = (name: string) => ({ tabindex: '0', role: 'group', 'aria-label': name });

// The number of a list may be a year, which needs more room before the text.
parser.renderer.rules.ordered_list_open = (tokens, index) => {
	const list = tokens[index]!;
	const start = Number(list.attrGet('start') ?? 1);
	let last = start - 1;
	for (let at = index + 1; tokens[at]!.level > list.level; at += 1)
		if (tokens[at]!.type === 'list_item_open' && tokens[at]!.level === list.level + 1) last += 1;
	const room = last > 9999 ? ' class="to-999999999"' : last > 99 ? ' class="to-9999"' : '';
	return `<ol${start === 1 ? '' : ` start="${start}"`}${room}>\n`;
};
parser.renderer.rules.table_open = () => '<div><table>\n';
parser.renderer.rules.table_close = () => '</table></div>\n';

/** What may come out: text, and links that lend no standing to where they lead. */
const allowed: sanitizeHtml.IOptions = {
	allowedTags: [
		...['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'a'],
		...['ul', 'ol', 'li', 'h3', 'h4', 'h5', 'h6'],
		...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td']
	],
	allowedAttributes: {
		a: ['href', 'title', 'rel'],
		ol: ['start', 'class'],
		pre: ['tabindex', 'role', 'aria-label'],
		div: ['class', 'tabindex', 'role', 'aria-label']
	},
	allowedSchemes: ['http', 'https', 'mailto'],
	allowProtocolRelative: false,
	transformTags: {
		// The page has its own first two levels.
		h1: 'h3',
		h2: 'h4',
		pre: (tagName) => ({ tagName, attribs: scrolls(m.markdown_code()) }),
		div: (tagName) => ({ tagName, attribs: { class: 'scroll', ...scrolls(m.markdown_table()) } }),
		// eslint-disable-next-line no-restricted-syntax -- link types
		a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener' })
	}
};

/** A long text takes its time, and its page is asked for again and again. The size is in characters. */
const made = new LRUCache<string, string>({
	maxSize: 10_000_000,
	sizeCalculation: (html, text) => html.length + text.length + 1,
	// In the language of the page: what scrolls has its name in it.
	memoMethod: (key) => sanitizeHtml(parser.render(key.slice(key.indexOf(' ') + 1)), allowed)
});

/** Markdown, as people write it in goals and updates, as HTML that is safe to put into a page. */
export const markdown = (text: string): string => made.memo(`${getLocale()} ${text}`);
