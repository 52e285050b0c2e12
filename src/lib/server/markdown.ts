import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });
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

/** Markdown, as people write it in goals and updates, as HTML that is safe to put into a page. */
export function markdown(text: string): string {
	return sanitizeHtml(parser.render(text), allowed);
}
