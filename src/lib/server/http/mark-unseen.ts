import { replaceUnseen, unseenIn, unseenInAddress } from '../../record/characters.ts';
import { characterName, characterNumber } from '../../roadmap/file/unseen-words.ts';

/**
 * What the record holds from before characters that nobody sees were refused: a page shows each as a mark. It
 * is done to the page's HTML, so that no page and no part of one is forgotten; downloads have the bytes as they are.
 */

/** Tags, and what stands in those whose text is no text of the page. */
const MARKUP =
	/(<!--[^]*?-->|<script\b[^]*?<\/script>|<style\b[^]*?<\/style>|<textarea\b[^]*?<\/textarea>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>)/i;
/** Elements that hold text and no other element of HTML. */
const TEXT_ONLY = /^<(\/?)(?:title|option|svg)\b/i;
/** Attributes that people read. */
const READ = /( (?:title|alt|aria-label|content)=")([^"]*)/g;

const boxed = (code: number) => `[${characterNumber(code)}]`;
const marked = (code: number) =>
	// eslint-disable-next-line no-restricted-syntax -- markup
	`<abbr class="unseen" title="${characterName(code)}">${boxed(code)}</abbr>`;

export function markUnseen(html: string): string {
	if (!unseenInAddress(html)) return html;
	// Text and markup in turn.
	const pieces = html.split(MARKUP);
	// In one text, for a joiner may belong to letters on both sides of a tag.
	const found = [...unseenIn(pieces.filter((_, index) => index % 2 === 0).join(''))];
	let next = 0;
	let end = 0;
	let within = 0;
	const out = pieces.map((piece, index) => {
		if (index % 2) {
			const tag = TEXT_ONLY.exec(piece);
			if (tag) within += tag[1] ? -1 : 1;
			return piece.replace(
				READ,
				(_, name: string, value: string) => name + replaceUnseen(value, boxed)
			);
		}
		const start = end;
		end += piece.length;
		let shown = '';
		let from = start;
		for (; next < found.length && found[next]!.at < end; next += 1) {
			const { code, at } = found[next]!;
			shown += piece.slice(from - start, at - start) + (within ? boxed : marked)(code);
			from = at + String.fromCodePoint(code).length;
		}
		return shown + piece.slice(from - start);
	});
	return out.join('');
}
