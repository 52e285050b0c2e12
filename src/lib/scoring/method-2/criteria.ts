import type { Change } from '../../record/vocabulary.ts';
import { wordsOf } from '../../record/words.ts';

/**
 * Criteria through time. A criterion keeps its identity, a number, by its place in the list; in a narrowed
 * revision by its words first, then each of the rest, in order, takes the next identity left.
 */
export function identify(
	revisions: readonly { criteria: readonly string[]; label: Change | null }[]
): number[][] {
	let made = 0;
	let before: { criteria: readonly string[]; ids: number[] } = { criteria: [], ids: [] };
	return revisions.map(({ criteria, label }) => {
		const kept = label === 'narrowed' ? byWords(before, criteria) : before.ids;
		const ids = criteria.map((_, place) => kept[place] ?? ++made);
		before = { criteria, ids };
		return ids;
	});
}

/** The identity that each criterion takes over, by its place; undefined where none is left. */
function byWords(
	before: { criteria: readonly string[]; ids: readonly number[] },
	criteria: readonly string[]
): (number | undefined)[] {
	const left = before.criteria.map((text, place) => ({
		words: wordsOf(text),
		id: before.ids[place]!
	}));
	const kept = criteria.map((text) => {
		const words = wordsOf(text);
		const match = left.findIndex((each) => each.words === words);
		return match < 0 ? undefined : left.splice(match, 1)[0]!.id;
	});
	return kept.map((id) => id ?? left.shift()?.id);
}
