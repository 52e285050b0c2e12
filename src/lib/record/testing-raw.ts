import fc from 'fast-check';
import { FIRST_DAY, histories, type History } from '../scoring/histories.ts';
import type { StoredEntry } from '../log/verify.ts';
import { fold } from './fold.ts';
import { envelopeOf, leafHash, type Head } from '../log/hash.ts';
import { parseEntry } from './parse.ts';
import { entries, registered } from './testing.ts';

/** Builders for tests of entries that are newer than this program. */

/** Any JSON object: an entry, or what a later program made of one. */
export type Text = Record<string, unknown>;

export function stored(text: Text, seq: number): StoredEntry {
	const numbered = { ...text, seq };
	const body = JSON.stringify(numbered);
	const envelope = envelopeOf(body, numbered as Partial<Head> as Head);
	return { seq, body, envelope, leaf_hash: leafHash(envelope) };
}

/** Numbers the texts in their order, and reads them as the server does. */
export function read(texts: readonly Text[]) {
	const rows = texts.map((text, index) => stored(text, index + 1));
	return { stored: rows, state: fold(rows.map(parseEntry)) };
}

/** An entry of a kind that nobody knows, whatever else it says. */
export function unknownKind(organization: string, more: Text = {}): Text {
	return {
		kind: 'document.published',
		organization,
		recorded_at: '2026-01-01T12:00:00Z',
		effective_on: '2026-01-01',
		goal: 'goal-1',
		...more
	};
}

/** What a program that knows more may do to an entry. Not each of them spoils every kind. */
const NEWER: ((entry: Text) => Text)[] = [
	(entry) => ({ ...entry, effective_on: 'soon' }),
	(entry) => ({ ...entry, recorded_at: { unix: 1_772_000_000 } }),
	(entry) => ({ ...entry, goal: { key: entry.goal } }),
	(entry) => ({ ...entry, title: '', reason: '', narrative: '', statement: '', name: '' }),
	({ kind: _, ...entry }) => entry
];

/** The entry with something in it that cannot be read. */
export function spoiled(entry: Text, how: number): Text {
	const other = NEWER.map((_, at) => NEWER[(how + at) % NEWER.length]!(entry));
	return other.find((each) => 'raw' in parseEntry(stored(each, 1)))!;
}

/** A record of the organizations `one`, of which some entries are spoiled, and `other`. */
export type Mix = {
	one: History;
	other: History;
	texts: Text[];
	/** Which of the entries of `one` are spoiled, counted from 0 among its own of known kinds. */
	spoiledAt: number[];
};

const numberless = (drafts: History['drafts'], organization: string): Text[] =>
	entries([registered(FIRST_DAY), ...drafts], { organization });

/** Random histories dealt into one record, with entries of unknown kinds and spoiled ones among them. */
export const mixes: fc.Arbitrary<Mix> = fc
	.record({
		one: histories,
		other: histories,
		turns: fc.array(fc.nat(9), { minLength: 1, maxLength: 40, size: 'max' }),
		spoil: fc.array(fc.tuple(fc.nat(), fc.nat(99)), { maxLength: 3 })
	})
	.map(({ one, other, turns, spoil }) => {
		const own = numberless(one.drafts, 'one');
		const at = new Map(spoil.map(([place, how]) => [place % own.length, how]));
		const queues = [
			own.map((entry, index) => (at.has(index) ? spoiled(entry, at.get(index)!) : entry)),
			numberless(other.drafts, 'other')
		];
		const texts: Text[] = [];
		for (let at = 0; queues.some(({ length }) => length > 0); at += 1) {
			const turn = turns[at % turns.length]!;
			const named = ['one', 'other', 'nobody'][turn];
			// Once through the turns: else there might be nothing but unknown kinds.
			if (named && at < turns.length) texts.push(unknownKind(named));
			else
				texts.push(
					...(queues[turn % 2]!.length ? queues[turn % 2]! : queues[1 - (turn % 2)]!).splice(0, 1)
				);
		}
		return { one, other, texts, spoiledAt: [...at.keys()].sort((a, b) => a - b) };
	});
