import { m } from '../../paraglide/messages.js';
import { wordsOf } from '../../record/words.ts';
import { sameText } from '../../record/revision-text.ts';
import { FORMAT, type FileRevision } from '../file/file.ts';
import { textOf } from '../file/targets.ts';

/**
 * A revision is called what it is, and changes something: what weakens a goal does not pass as anything else. The
 * database refuses the same (`private.untrue_change`), only later; a test holds the two together.
 */

/** What cannot change under every name. */
export type Promised = {
	title: string;
	statement: string;
	criteria: string[];
	target_on: string | null;
	/** In the place of a day where the goal is conditional. */
	target_within: number | null;
};

/** The numbers, from 1, of the criteria that `after` does not have in the same words; each stands for one. */
export function lostCriteria(before: readonly string[], after: readonly string[]): number[] {
	const left = new Map<string, number>();
	for (const words of after.map(wordsOf)) left.set(words, (left.get(words) ?? 0) + 1);
	return before.flatMap((criterion, index) => {
		const words = wordsOf(criterion);
		const times = left.get(words) ?? 0;
		left.set(words, times - 1);
		return times > 0 ? [] : [index + 1];
	});
}

/** What a kind of change does not cover, by the code that the database has for it. */
export type Untrue =
	'fewer' | 'words' | 'criterion' | 'order' | 'added' | 'date' | 'later' | 'earlier' | 'stays';

const WORDS: Record<Untrue, (found: { number: number }) => string> = {
	fewer: m.form_change_fewer,
	words: m.form_change_words,
	criterion: m.form_change_criterion,
	order: m.form_change_order,
	added: m.form_change_added,
	date: m.form_change_date,
	later: m.form_change_later,
	earlier: m.form_change_earlier,
	stays: m.form_change_stays
};

/**
 * The first thing that a revision does and that kind of change may not; null where it may do all of it. Criteria
 * keep their order and new ones come last, but where it is called narrowed, which may do everything.
 */
export function untrueCode(change: string, before: Promised, after: Promised): Untrue | null {
	if (change === 'narrowed' || change === 'published') return null;
	const had = before.criteria.map(wordsOf);
	const has = after.criteria.map(wordsOf);
	if (has.length < had.length) return 'fewer';
	if (change !== 'reworded') {
		if (wordsOf(before.title) !== wordsOf(after.title)) return 'words';
		if (wordsOf(before.statement) !== wordsOf(after.statement)) return 'words';
		if (!had.every((words, index) => words === has[index])) return 'criterion';
	} else if (isShuffled(had, has)) return 'order';
	if (change !== 'strengthened' && has.length > had.length) return 'added';
	const moves = dateMoves(before, after);
	if (change === 'strengthened') return moves === 'later' ? 'later' : null;
	if (change === 'date_moved')
		return { later: null, earlier: 'earlier' as const, same: 'stays' as const }[moves ?? 'same'];
	return moves ? 'date' : null;
}

/** Whether some criterion that stays in the same words stands in front of one that it stood behind. */
function isShuffled(had: readonly string[], has: readonly string[]): boolean {
	const places = has.map((words) => had.indexOf(words)).filter((place) => place >= 0);
	return places.some((place, index) => index > 0 && place < places[index - 1]!);
}

/** A target that is dropped counts as later than any, and a first one as earlier; null where it stays. */
export function dateMoves(before: Promised, after: Promised): 'later' | 'earlier' | null {
	const [was, is] = [dateOf(before), dateOf(after)];
	if (was === is) return null;
	return was !== null && (is === null || is > was) ? 'later' : 'earlier';
}

/** Days and numbers of days are never compared with each other: a goal has a condition or none for good. */
const dateOf = ({ target_on, target_within: days }: Promised): string | null =>
	days === null ? target_on : String(days).padStart(6, '0');

/** Why the kind of change is not what happens to the text, to be read after its label; null where it is. */
export function untrueChange(change: string, before: Promised, after: Promised): string | null {
	const code = untrueCode(change, before, after);
	if (!code) return null;
	const had = before.criteria.map(wordsOf);
	const other = had.findIndex((words, index) => words !== wordsOf(after.criteria[index] ?? ''));
	return WORDS[code]({ number: other + 1 });
}

/** The number, from 1, of the first criterion that says what one before it says; undefined where each says its own. */
export function repeatedCriterion(criteria: readonly string[]): number | undefined {
	const seen = new Set<string>();
	const index = criteria.findIndex((criterion) => {
		const words = wordsOf(criterion);
		const again = seen.has(words);
		seen.add(words);
		return again;
	});
	return index < 0 ? undefined : index + 1;
}

/**
 * The same of a revision in a file and the one before it: the field at fault and what to read behind it,
 * or null.
 */
export function untrueRevision(
	before: FileRevision,
	after: FileRevision,
	format: string = FORMAT
): { field: 'change' | null; message: string } | null {
	if (sameText(textOf(before), textOf(after)))
		return { field: null, message: m.import_nothing_revised() };
	const [was, is] = [promised(before), promised(after)];
	const message = untrueChange(after.change, was, is);
	if (message === null) return null;
	const isReworded = format !== FORMAT && untrueCode('reworded', was, is) === null;
	const way = isReworded ? m.import_reworded_in_2({ message, newer: FORMAT }) : message;
	return { field: 'change', message: way };
}

const promised = ({ title, statement, criteria, target }: FileRevision): Promised => ({
	title,
	statement,
	criteria,
	target_on: target?.on ?? null,
	target_within: target?.within_days ?? null
});
