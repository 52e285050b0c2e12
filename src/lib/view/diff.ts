import { diffWords } from 'diff';

export type DiffPart = { text: string; change: 'same' | 'added' | 'removed' };

/** Words by the rules of Unicode, and by dictionary where a script, such as Chinese, sets no spaces. */
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Texts further apart than this are shown as one removed and one added, as they would read anyway. */
const MAX_EDITS = 600;

/** What became of `before`, word by word; a single `same` part where nothing did. */
export function wordDiff(before: string, after: string): DiffPart[] {
	if (before === after) return [{ text: after, change: 'same' }];
	const parts = diffWords(before, after, { intlSegmenter: words, maxEditLength: MAX_EDITS });
	if (!parts)
		return [
			{ text: before, change: 'removed' },
			{ text: after, change: 'added' }
		];
	return parts.map(({ value, added, removed }) => ({
		text: value,
		change: added ? 'added' : removed ? 'removed' : 'same'
	}));
}
