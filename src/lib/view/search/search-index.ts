import type {
	GoalPublished,
	GoalRevised,
	ProgressCorrected,
	ProgressReported
} from '../../record/entries.ts';
import { normalize, plainText } from './search-text.ts';

/** An entry with a text of its goal: a statement under a title, or a narrative. */
export type TextEntry = GoalPublished | GoalRevised | ProgressReported | ProgressCorrected;

/** The parts of a text: the statement and the criteria, or a narrative alone. */
type Text = { title: string; body: [string, ...string[]] };

/** What an entry says, in each language that it is published in: the original first. */
function textsOf(entry: TextEntry): [Text, ...Text[]] {
	if ('statement' in entry) {
		const text = ({ title, statement, criteria }: RevisionWords): Text => ({
			title,
			body: [statement, ...criteria]
		});
		return entry.translation ? [text(entry), text(entry.translation)] : [text(entry)];
	}
	const { narrative, translation } = entry;
	const first: Text = { title: '', body: [narrative] };
	return translation ? [first, { title: '', body: [translation.narrative] }] : [first];
}
type RevisionWords = Pick<GoalPublished, 'title' | 'statement' | 'criteria'>;

/** Part of a body as a reader sees it, without Markdown's marks; `criterion` counts from 1, 0 for no criterion. */
export type Part = { text: string; criterion: number };

/** The parts of what an entry says: the statement or the narrative first, the original before its translation. */
export function partsOf(entry: TextEntry): [Part, ...Part[]] {
	const parts = textsOf(entry).flatMap(({ body }) =>
		body.map((text, criterion) => ({ text: plainText(text), criterion }))
	);
	const [first, ...others] = parts.sort((a, b) => Math.sign(a.criterion) - Math.sign(b.criterion));
	return [first!, ...others];
}

// An entry never changes, and a record of ten years has 24,000 of these: each is made once.
const made = new WeakMap<TextEntry, { title: string; body: string }>();

/** What an entry says, as it is searched: normalized, each text of each language on a line. */
export function searchable(entry: TextEntry): { title: string; body: string } {
	let text = made.get(entry);
	if (!text) {
		const titles = textsOf(entry).map(({ title }) => title);
		text = {
			title: normalize(titles.join('\n')),
			body: normalize(
				partsOf(entry)
					.map(({ text }) => text)
					.join('\n')
			)
		};
		made.set(entry, text);
	}
	return text;
}
