import { test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { days } from '../scoring/histories.ts';
import { METHODS } from '../scoring/methods.ts';
import { fold, organizationAt } from './fold.ts';
import { parseEntry } from './parse.ts';
import { allEntries, lastNumber, unreadFrom, unregistered } from './all-entries.ts';
import { entries, foldWhole, organizationOf, published, registered, reported } from './testing.ts';
import { mixes, read, unknownKind, type Text } from './testing-raw.ts';

const figures = (organization: ReturnType<typeof organizationOf>, t: string) => {
	const { overall, areas, goals } = METHODS[1].scorecard(organization, t, 0);
	return { overall, areas, goals };
};

property.prop([mixes, days])(
	'what cannot be read or placed is kept, and changes no other organization',
	({ one: history, other: others, texts, spoiledAt }, t) => {
		const { state } = read(texts);
		expect(state.seq).toBe(texts.length);
		const placed = [...state.organizations.values()].flatMap(({ entries }) => entries);
		const numbers = [...placed, ...state.raw].map(({ seq }) => seq).sort((a, b) => a - b);
		expect(numbers).toEqual(texts.map((_, index) => index + 1));

		const other = state.organizations.get('other')!;
		expect(figures(other, t)).toEqual(figures(organizationOf(others.drafts), t));
		expect(unreadFrom(other)).toBeNull();

		const one = state.organizations.get('one');
		const numbered = texts.map((text, index) => ({ ...text, seq: index + 1 }) as Text & Numbered);
		const named = numbered.filter(({ organization }) => organization === 'one');
		const own = named.filter(({ kind }) => kind !== unknownKind('').kind);
		expect(one === undefined).toBe(spoiledAt[0] === 0);
		expect(unregistered(state).includes('one')).toBe(spoiledAt[0] === 0);
		if (!one) return;
		expect(lastNumber(one)).toBe(named.at(-1)!.seq);
		expect(allEntries(one).map(({ seq }) => seq)).toEqual(named.map(({ seq }) => seq));
		if (spoiledAt.length === 0) {
			expect(unreadFrom(one)).toBeNull();
			expect(figures(one, t)).toEqual(figures(organizationOf(history.drafts), t));
			return;
		}
		const first = own[spoiledAt[0]!]!.seq;
		expect(unreadFrom(one)).toBe(first);
		const before = organizationAt(one, first - 1)!;
		expect(unreadFrom(before)).toBeNull();
		const alone = foldWhole(
			own.slice(0, spoiledAt[0]).map((entry, index) => ({ ...entry, seq: index + 1 }) as never)
		);
		expect(figures(before, t)).toEqual(figures(alone.organizations.get('one')!, t));
	}
);
type Numbered = { seq: number; organization: string; kind?: string };

test('folding in two batches keeps the same raw entries as folding at once', () => {
	const [first, goal, report] = entries([
		registered('2026-01-01'),
		published('2026-01-02', 'a'),
		reported('2026-01-03', 'a', 1)
	]);
	const texts = [first!, unknownKind('example'), { ...goal!, area: 'weather' }, report!];
	const parsed = read(texts).stored.map(parseEntry);
	const whole = fold(parsed);
	expect(whole.raw.map(({ seq, raw }) => [seq, raw])).toEqual([
		[2, 'kind'],
		[3, 'values'],
		[4, 'place']
	]);
	for (const at of [1, 2, 3, 4])
		expect(fold(parsed.slice(at), fold(parsed.slice(0, at)))).toEqual(whole);
});

test('entries that came before their organization’s registration could be read are its own', () => {
	const texts = [
		...entries([published('2026-01-01', 'a')]),
		...entries([registered('2026-01-02')])
	];
	const organization = read(texts).state.organizations.get('example')!;
	expect(organization.raw.map(({ seq }) => seq)).toEqual([1]);
	expect(unreadFrom(organization)).toBe(1);
	expect(allEntries(organization).map(({ seq }) => seq)).toEqual([1, 2]);
});
