import type {
	GoalPublished,
	GoalRevised,
	ProgressCorrected,
	ProgressReported
} from '../../record/entries.ts';
import { normalize, plainText } from './search-text.ts';

/** An entry with a text of its goal: a statement under a title, or a narrative. */
export type TextEntry = GoalPublished | GoalRevised | ProgressReported | ProgressCorrected;

type Text = { title: string; body: string };

/** What an entry says, in each language that it is published in: the original first. */
function textsOf(entry: TextEntry): [Text, ...Text[]] {
	if ('statement' in entry) {
		const { title, statement: body, translation } = entry;
		const other = translation && { title: translation.title, body: translation.statement };
		return other ? [{ title, body }, other] : [{ title, body }];
	}
	const { narrative: body, translation } = entry;
	const other = translation && { title: '', body: translation.narrative };
	return other ? [{ title: '', body }, other] : [{ title: '', body }];
}

/** The bodies as a reader sees them, without Markdown's marks: the original first. */
export function bodiesOf(entry: TextEntry): [string, ...string[]] {
	const [first, ...others] = textsOf(entry);
	return [plainText(first.body), ...others.map(({ body }) => plainText(body))];
}

// An entry never changes, and a record of ten years has 24,000 of these: each is made once.
const made = new WeakMap<TextEntry, Text>();

/** What an entry says, as it is searched: normalized, its languages one after the other. */
export function searchable(entry: TextEntry): Text {
	let text = made.get(entry);
	if (!text) {
		const titles = textsOf(entry).map(({ title }) => title);
		text = {
			title: normalize(titles.join('\n')),
			body: normalize(bodiesOf(entry).join('\n'))
		};
		made.set(entry, text);
	}
	return text;
}
