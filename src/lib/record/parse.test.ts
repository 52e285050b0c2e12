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

test('refuses text without a number of its own', () => {
	expect(() => parseEntry(stored(1, '{'))).toThrow('Entry 1: its text is not JSON.');
	expect(() => parseEntry(stored(1, 'null'))).toThrow('Entry 1: its text is no JSON object.');
	expect(() => parseEntry(stored(1, '[1]'))).toThrow('its text says that it is entry undefined');
	expect(() => parseEntry(stored(1, '{"seq":"1"}'))).toThrow('its text says that it is entry 1');
});

test('keeps an entry of an unknown kind as it stands', () => {
	const newer = { ...first!, kind: 'document.published', document: { pages: 3 } };
	expect(parseEntry(stored(1, JSON.stringify(newer)))).toMatchObject({
		seq: 1,
		kind: 'document.published',
		organization: 'example',
		recorded_at: '2026-01-01T12:00:00Z',
		effective_on: '2026-01-01',
		raw: 'kind',
		problem: expect.stringMatching(/^Entry 1 \(document\.published\): /)
	});
});

test('keeps an entry of a known kind with values that it cannot read, and says what is wrong where', () => {
	const area = JSON.stringify({ ...second, area: 'weather' });
	expect(parseEntry(stored(2, area))).toMatchObject({
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
	const raw = parseEntry(stored(2, JSON.stringify({ ...second, ...other })));
	const { kind, organization, recorded_at, effective_on } = second!;
	const head = { kind, organization, recorded_at, effective_on };
	expect(raw).toMatchObject({ ...head, seq: 2, [part]: null, raw: 'values' });
});
