import { expect, test } from 'vitest';
import { leafHash } from './hash.ts';
import { parseEntry } from './parse.ts';
import { entries, published, registered } from './testing.ts';

const [first, second] = entries([registered('2026-01-01'), published('2026-01-02', 'a')]);

function stored(seq: number, body: string) {
	return { seq, body, leaf_hash: leafHash(body) };
}

test('reads an entry back from its text', () => {
	expect(parseEntry(stored(1, JSON.stringify(first)))).toEqual(first);
	expect(parseEntry(stored(2, JSON.stringify(second, null, '\t')))).toEqual(second);
});

test('refuses text that does not match its leaf hash, down to white space', () => {
	const entry = stored(1, JSON.stringify(first));
	expect(() => parseEntry({ ...entry, body: `${entry.body} ` })).toThrow(
		'Entry 1: its text does not match its leaf hash.'
	);
});

test('refuses an entry stored under another number', () => {
	expect(() => parseEntry(stored(3, JSON.stringify(second)))).toThrow(
		'Entry 3: its text says that it is entry 2.'
	);
});

test('refuses text that is no entry, and says what is wrong where', () => {
	expect(() => parseEntry(stored(1, '{'))).toThrow('Entry 1: its text is not JSON.');
	const area = JSON.stringify({ ...second, area: 'weather' });
	expect(() => parseEntry(stored(2, area))).toThrow(/Entry 2: [^]*area/);
	const kind = JSON.stringify({ ...first, kind: 'organization.renamed' });
	expect(() => parseEntry(stored(1, kind))).toThrow(/Entry 1: [^]*kind/);
});
