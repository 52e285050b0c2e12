import { describe, expect, test } from 'vitest';
import { entry, type Entry } from './entries.ts';
import type { StoredEntry } from '../log/verify.ts';
import { envelopeOf, leafHash, type Head } from '../log/hash.ts';
import { parseEntry } from './parse.ts';
import { entries, published, registered, storedEntry } from './testing.ts';

const [first, second] = entries([registered('2026-01-01'), published('2026-01-02', 'a')]) as [
	Entry,
	Entry
];

/** With an envelope for that text, whatever it says; of `head` where it says nothing. */
function stored(seq: number, body: string, head?: Partial<Head>): StoredEntry {
	const envelope = envelopeOf(body, { ...first, ...head });
	return { seq, body, envelope, leaf_hash: leafHash(envelope) };
}

test('reads an entry back from its text', () => {
	expect(parseEntry(storedEntry(first))).toEqual(first);
	expect(parseEntry(storedEntry(second, JSON.stringify(second, null, '\t')))).toEqual(second);
});

describe('refuses', () => {
	test('an envelope that does not match its leaf hash', () => {
		const entry = storedEntry(first);
		const envelope = entry.envelope.replace('"seq":1', '"seq":2');
		expect(() => parseEntry({ ...entry, envelope })).toThrow(
			'Entry 1: its envelope does not match its leaf hash.'
		);
	});

	test('text that is not the one in the envelope, down to white space', () => {
		const entry = storedEntry(first);
		expect(() => parseEntry({ ...entry, body: `${entry.body} ` })).toThrow(
			'Entry 1: its text does not have the hash that its envelope states.'
		);
	});

	test('an entry stored under another number', () => {
		expect(() => parseEntry({ ...storedEntry(second), seq: 3 })).toThrow(
			'Entry 3: its text says that it is entry 2.'
		);
	});

	test.each([
		{ seq: 7 },
		{ kind: 'goal.closed' },
		{ organization: 'another' },
		{ effective_on: '2026-01-02' },
		{ recorded_at: '2026-01-01T12:00:00.001Z' },
		{ recorded_at: '2026-01-01T12:00:00Z' }
	])('an envelope that says otherwise than the text: %j', (head) => {
		expect(() => parseEntry(stored(1, JSON.stringify(first), head))).toThrow(
			'Entry 1: its envelope does not say what its text says.'
		);
	});

	test('an envelope that is written otherwise, or holds more', () => {
		for (const change of [
			(envelope: string) => envelope.replaceAll(',', ', '),
			(envelope: string) => envelope.replace('}', ',"x":1}')
		]) {
			const entry = storedEntry(first);
			const envelope = change(entry.envelope);
			expect(() => parseEntry({ ...entry, envelope, leaf_hash: leafHash(envelope) })).toThrow(
				/^Entry 1: its (text does not have|envelope does not say)/
			);
		}
	});

	test.each(['{', 'null', '[]', '"text"', '1'])('text that is no entry: %s', (body) => {
		expect(() => parseEntry(stored(1, body))).toThrow(/^Entry 1: its text (is not JSON|says that)/);
	});
});

test('keeps an entry of an unknown kind as it stands', () => {
	const newer = { ...first, kind: 'document.published', document: { pages: 3 } };
	expect(parseEntry(stored(1, JSON.stringify(newer), newer))).toMatchObject({
		seq: 1,
		kind: 'document.published',
		organization: 'example',
		recorded_at: first.recorded_at,
		effective_on: '2026-01-01',
		raw: 'kind',
		problem: expect.stringMatching(/^Entry 1 \(document\.published\): /)
	});
});

test('keeps an entry of a known kind with values that it cannot read, and says what is wrong where', () => {
	const area = JSON.stringify({ ...second, area: 'weather' });
	expect(parseEntry(stored(2, area, second))).toMatchObject({
		raw: 'values',
		kind: 'goal.published',
		problem: expect.stringMatching(/^Entry 2 \(goal\.published\): [^]*area/)
	});
});

test.each([
	['kind', { kind: null }],
	['kind', { kind: 7 }],
	['organization', { organization: { slug: 'example' } }],
	['organization', { organization: 'Not a slug' }],
	['recorded_at', { recorded_at: 1_772_000_000 }],
	['effective_on', { effective_on: '2026-02-30' }]
] as const)('of a head without a readable %s it keeps the rest: %j', (part, other) => {
	const text = { ...second, ...other } as unknown as Entry;
	const raw = parseEntry(storedEntry(text));
	const { kind, organization, recorded_at, effective_on } = second;
	const head = { kind, organization, recorded_at, effective_on };
	expect(raw).toMatchObject({ ...head, seq: 2, [part]: null, raw: 'values' });
});

test.each([
	undefined,
	'',
	'0000',
	first.nonce.toUpperCase().replace(/0/g, 'A'),
	first.nonce.replace('-4', '-1')
])('keeps an entry with the nonce %s as it stands', (nonce) => {
	expect(parseEntry(storedEntry({ ...first, nonce: nonce! }))).toMatchObject({
		raw: 'values',
		problem: expect.stringMatching(/^Entry 1 [^]*nonce/)
	});
});

test('reads what nobody may write any more: characters that nobody sees, days of other centuries', () => {
	const old = {
		...second,
		title: 'Goal \u202elaog',
		statement: '\u200b',
		effective_on: '0800-01-01'
	};
	expect(parseEntry(storedEntry(old as Entry))).toEqual(old);
	expect(entry.safeParse(old).error?.issues.map(({ path }) => path.join())).toEqual([
		'effective_on',
		'title',
		'statement'
	]);
	// What could not be stored is no such thing.
	for (const title of ['\ud83e', '\0'])
		expect(parseEntry(storedEntry({ ...old, title } as Entry))).toMatchObject({ raw: 'values' });
});
