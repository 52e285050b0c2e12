import { expect, test } from 'vitest';
import type { StoredEntry } from '../../log/verify.ts';
import { fold } from '../../record/fold.ts';
import { entries, published, registered, storedEntry } from '../../record/testing.ts';
import { recordLines, selectEntries } from './record-lines.ts';

const recorded = [
	...entries([registered('2026-01-01')], { organization: 'one' }),
	...entries([registered('2026-01-01')], { organization: 'two', from: 2 }),
	...entries([published('2026-01-10', 'a'), published('2026-01-10', 'b')], {
		organization: 'one',
		from: 3
	})
];
const state = fold(recorded);
const stored = recorded.map((entry) => storedEntry(entry));
const numbers = (selected: StoredEntry[]) => selected.map((entry) => entry.seq);

test('selects by number and by organization', () => {
	const one = state.organizations.get('one')!.entries;
	const select = (after: number, only?: typeof one, until?: number) =>
		numbers(selectEntries(stored, { after, until }, only));
	expect(select(0)).toEqual([1, 2, 3, 4]);
	expect(select(3)).toEqual([4]);
	expect(select(4)).toEqual([]);
	expect(select(99)).toEqual([]);
	expect(select(0, one)).toEqual([1, 3, 4]);
	expect(select(1, one)).toEqual([3, 4]);
	expect(select(0, undefined, 0)).toEqual([]);
	expect(select(1, undefined, 3)).toEqual([2, 3]);
	expect(select(0, undefined, 99)).toEqual([1, 2, 3, 4]);
	expect(select(0, one, 3)).toEqual([1, 3]);
});

test('gives each entry’s exact text on a line of its own', async () => {
	const many = Array.from({ length: 450 }, (_, index) => stored[index % 4]!);
	const response = recordLines(many, (entry) => entry.body, 'application/x-ndjson');
	const text = await response.text();
	expect(text).toBe(many.map((entry) => `${entry.body}\n`).join(''));
});

test('an empty selection is an empty body', async () => {
	const response = recordLines([], (entry) => entry.body, 'application/x-ndjson');
	expect([response.status, await response.text()]).toEqual([200, '']);
});

test('the ETag changes as the record grows', () => {
	const tagOf = (count: number) =>
		recordLines(stored.slice(0, count), (entry) => entry.body, 'text/plain').headers.get('etag');
	expect(new Set([0, 1, 2, 3, 4].map(tagOf)).size).toBe(5);
});
