import { LRUCache } from 'lru-cache';
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });
// What begins with two slashes never becomes a link (below), and takes seconds to find where there are many.
parser.linkify.add('//', null);
// An image would tell others who reads; what stands for it in words stays.
parser.renderer.rules.image = (tokens, index) => parser.utils.escapeHtml(tokens[index]!.content);

/** What may come out: text, and links that lend no standing to where they lead. */
const allowed: sanitizeHtml.IOptions = {
	allowedTags: [
		...['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'a'],
		...['ul', 'ol', 'li', 'h3', 'h4', 'h5', 'h6'],
		...['table', 'thead', 'tbody', 'tr', 'th', 'td']
	],
	allowedAttributes: { a: ['href', 'title', 'rel'], ol: ['start'] },
	allowedSchemes: ['http', 'https', 'mailto'],
	allowProtocolRelative: false,
	transformTags: {
		// The page has its own first two levels.
		h1: 'h3',
		h2: 'h4',
		// eslint-disable-next-line no-restricted-syntax -- link types
		a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener' })
	}
};

/** A long text takes its time, and its page is asked for again and again. The size is in characters. */
const made = new LRUCache<string, string>({
	maxSize: 10_000_000,
	sizeCalculation: (html, text) => html.length + text.length + 1,
	memoMethod: (text) => sanitizeHtml(parser.render(text), allowed)
});

/** Markdown, as people write it in goals and updates, as HTML that is safe to put into a page. */
export const markdown = (text: string): string => made.memo(text);
