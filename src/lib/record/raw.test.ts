import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { days, FIRST_DAY, histories } from '../scoring/histories.ts';
import { METHODS } from '../scoring/methods.ts';
import type { Entry } from './entries.ts';
import { fold, organizationAt } from './fold.ts';
import { leafHash } from './hash.ts';
import { parseEntry } from './parse.ts';
import { allEntries, lastNumber, unreadFrom, unregistered } from './raw.ts';
import { entries, foldWhole, organizationOf, published, registered, reported } from './testing.ts';

/** Any JSON object: an entry, or what a later program made of one. */
type Text = Record<string, unknown>;

/** Numbers texts in the order given, and reads them as the server does. */
function read(texts: readonly Text[]) {
	const numbered = texts.map(
		(text, index) => ({ ...text, seq: index + 1 }) as Text & { seq: number }
	);
	const stored = numbered.map((text) => {
		const body = JSON.stringify(text);
		return { seq: text.seq, body, leaf_hash: leafHash(body) };
	});
	return { numbered, state: fold(stored.map(parseEntry)) };
}

/** The entry as a program that knows more might have written it. */
const newer: ((entry: Text) => Text)[] = [
	(entry) => ({ ...entry, effective_on: 'soon' }),
	(entry) => ({ ...entry, recorded_at: { unix: 1_772_000_000 } }),
	(entry) => ({ ...entry, goal: { key: entry.goal } }),
	(entry) => ({ ...entry, title: '', reason: '', narrative: '', statement: '', name: '' }),
	({ kind: _, ...entry }) => entry
];
const unreadable = (entry: Text, how: number) => {
	for (let at = how; ; at += 1) {
		const other = newer[at % newer.length]!(entry);
		// Not each of them spoils each kind.
		if ('why' in parseEntry(storedAs({ ...other, seq: 1 }))) return other;
	}
};
const storedAs = (text: Text) => {
	const body = JSON.stringify(text);
	return { seq: 1, body, leaf_hash: leafHash(body) };
};

const unknown = (organization: string): Text => ({
	kind: 'document.published',
	organization,
	recorded_at: '2026-01-01T12:00:00Z',
	effective_on: '2026-01-01',
	goal: 'goal-1'
});

/** Where two organizations' entries, unknown kinds and spoiled entries come to stand. */
const mixes = fc.record({
	one: histories,
	other: histories,
	turns: fc.infiniteStream(fc.nat(4)),
	spoiled: fc.array(fc.tuple(fc.nat(), fc.nat(99)), { maxLength: 3 })
});

function mixed({
	one,
	other,
	turns,
	spoiled
}: typeof mixes extends fc.Arbitrary<infer M> ? M : never) {
	const own = (drafts: typeof one.drafts, organization: string): Text[] =>
		entries([registered(FIRST_DAY), ...drafts], { organization });
	const spoilt = own(one.drafts, 'one');
	const at = new Map(spoiled.map(([place, how]) => [place % spoilt.length, how]));
	const queues = [
		spoilt.map((entry, index) => (at.has(index) ? unreadable(entry, at.get(index)!) : entry)),
		own(other.drafts, 'other')
	];
	const texts: Text[] = [];
	while (queues.some(({ length }) => length > 0)) {
		const turn = turns.next().value!;
		if (turn < 2) texts.push(...queues[turn]!.splice(0, 1));
		else texts.push(unknown(['one', 'other', 'nobody'][turn - 2]!));
	}
	return { texts, spoiledAt: at };
}

const figures = (organization: ReturnType<typeof organizationOf>, t: string) => {
	const { overall, areas, goals } = METHODS[1].scorecard(organization, t, 0);
	return { overall, areas, goals };
};

property.prop([mixes, days])(
	'what cannot be read or placed is kept, and changes no other organization',
	(mix, t) => {
		const { texts, spoiledAt } = mixed(mix);
		const { numbered, state } = read(texts);
		expect(state.seq).toBe(texts.length);
		const placed = [...state.organizations.values()].flatMap(({ entries }) => entries);
		const numbers = [...placed, ...state.raw].map(({ seq }) => seq).sort((a, b) => a - b);
		expect(numbers).toEqual(texts.map((_, index) => index + 1));

		const other = state.organizations.get('other')!;
		expect(figures(other, t)).toEqual(figures(organizationOf(mix.other.drafts), t));
		expect(unreadFrom(other)).toBeNull();

		const one = state.organizations.get('one');
		const own = numbered.filter(
			(text) => text.organization === 'one' && text.kind !== unknown('').kind
		);
		const first = own[Math.min(...spoiledAt.keys())]?.seq ?? null;
		expect(one === undefined).toBe(spoiledAt.has(0));
		expect(unregistered(state).includes('one')).toBe(spoiledAt.has(0));
		if (!one) return;
		expect(unreadFrom(one)).toBe(first);
		expect(lastNumber(one)).toBe(
			numbered.findLast(({ organization }) => organization === 'one')!.seq
		);
		expect(allEntries(one).map(({ seq }) => seq)).toEqual(
			numbered.filter(({ organization }) => organization === 'one').map(({ seq }) => seq)
		);
		if (first === null) expect(figures(one, t)).toEqual(figures(organizationOf(mix.one.drafts), t));
		else {
			const before = organizationAt(one, first - 1)!;
			expect(unreadFrom(before)).toBeNull();
			const known = own.slice(
				0,
				own.findIndex(({ seq }) => seq === first)
			) as Entry[];
			const alone = foldWhole(known.map((entry, index) => ({ ...entry, seq: index + 1 })));
			expect(figures(before, t)).toEqual(figures(alone.organizations.get('one')!, t));
		}
	}
);

test('folding in two batches keeps the same raw entries as folding at once', () => {
	const [first, goal, report] = entries([
		registered('2026-01-01'),
		published('2026-01-02', 'a'),
		reported('2026-01-03', 'a', 1)
	]);
	const texts: Text[] = [first!, unknown('example'), { ...goal!, area: 'weather' }, report!];
	const parsed = texts.map((text, index) => {
		const body = JSON.stringify({ ...text, seq: index + 1 });
		return parseEntry({ seq: index + 1, body, leaf_hash: leafHash(body) });
	});
	const whole = fold(parsed);
	expect(whole.raw.map(({ seq, why }) => [seq, why])).toEqual([
		[2, 'kind'],
		[3, 'values'],
		[4, 'place']
	]);
	for (const at of [1, 2, 3, 4])
		expect(fold(parsed.slice(at), fold(parsed.slice(0, at)))).toEqual(whole);
});

test('entries that came before their organization’s registration could be read are its own', () => {
	const texts: Text[] = [
		...entries([published('2026-01-01', 'a')]),
		...entries([registered('2026-01-02')])
	];
	const organization = read(texts).state.organizations.get('example')!;
	expect(organization.raw.map(({ seq }) => seq)).toEqual([1]);
	expect(unreadFrom(organization)).toBe(1);
	expect(allEntries(organization).map(({ seq }) => seq)).toEqual([1, 2]);
});
