import { expect, test } from 'vitest';
import { blankEvidence } from './evidence-form.ts';
import { isGiven, withGiven, type Given } from './take-over.ts';

const link = (url: string, ...criteria: string[]) => ({
	...blankEvidence(),
	title: `About ${url}`,
	url,
	criteria
});
const file = { ...blankEvidence(), kind: 'file', title: 'A file', sha256: 'a'.repeat(64) };
const redacted = { ...blankEvidence(), visibility: 'redacted', title: 'Kept back' };
const given: Given = {
	day: '2026-06-30',
	criteria: ['One', 'Two', 'Three'],
	items: [link('https://example.org/a', '0', '2'), link('https://example.org/b'), file, redacted]
};

test('items come behind what is written, in place of blank rows, and name their criteria by the text', () => {
	const mine = link('https://example.org/mine', '1');
	const rows = withGiven([mine, blankEvidence()], given, ['Three', 'Two']);
	expect(rows.map(({ title, criteria }) => [title, criteria])).toEqual([
		[mine.title, ['1']],
		['About https://example.org/a', ['0']],
		['About https://example.org/b', []],
		['A file', []],
		['Kept back', []]
	]);
	expect(given.items[0]!.criteria).toEqual(['0', '2']);
});

test('what is there already stays as it is, and is not there twice', () => {
	const changed = { ...link('https://example.org/a', '1'), title: 'Another title' };
	const rows = withGiven([changed], given, given.criteria);
	expect(rows).toHaveLength(4);
	expect(rows[0]).toEqual(changed);
	expect(withGiven(rows, given, given.criteria)).toEqual(rows);
	expect(withGiven([blankEvidence()], { ...given, items: [] }, [])).toEqual([blankEvidence()]);
});

test('an item is marked by what it rests on, and new or blank ones are not', () => {
	expect(isGiven({ ...given.items[0]!, title: 'Another title' }, given)).toBe(true);
	expect(isGiven(link('http://www.EXAMPLE.org/a/#top'), given)).toBe(true);
	expect(isGiven({ ...file, sha256: 'A'.repeat(64) }, given)).toBe(true);
	expect(isGiven(redacted, given)).toBe(true);
	expect(isGiven(link('https://example.org/new'), given)).toBe(false);
	expect(isGiven({ ...file, sha256: 'b'.repeat(64) }, given)).toBe(false);
	expect(isGiven(blankEvidence(), given)).toBe(false);
});
