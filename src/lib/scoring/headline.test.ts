import { expect, test } from 'vitest';
import {
	closed,
	type Draft,
	organizationOf,
	published,
	registered,
	reported
} from '../record/testing.ts';
import { noHeadline } from './headline.ts';
import { METHODS } from './methods.ts';

const T = '2026-06-30';
const word = (drafts: Draft[]) => {
	const organization = organizationOf(drafts);
	return noHeadline(organization, METHODS[2].scorecard(organization, T, 0));
};
const goal = (key: string) => published('2026-01-01', key, { criteria: ['One', 'Two'] });
const current = (...keys: string[]) => keys.map((key) => reported('2026-06-01', key, 1));
const three = [goal('a'), goal('b'), goal('c')];

test('three goals with current information of half of them may have a large figure', () => {
	expect(word([...three, ...current('a', 'b')])).toBeNull();
	expect(word([...three, goal('d'), ...current('a', 'b')])).toBeNull();
	expect(word([...three, goal('d'), ...current('a')])).toBe('stale');
});

test('fewer than three may not', () => {
	expect(word([goal('a'), goal('b'), ...current('a', 'b')])).toBe('few_goals');
	expect(word([])).toBe('few_goals');
});

test('parts of one split count once', () => {
	const parts = [
		goal('a'),
		published('2026-02-01', 'b', { criteria: ['One'] }),
		published('2026-02-01', 'c', { criteria: ['Two'] }),
		closed('2026-02-01', 'a', 'split', ['b', 'c'])
	];
	const rest = [goal('d'), ...current('b', 'c', 'd')];
	expect(word([...parts, ...rest])).toBe('few_goals');
	expect(word([...parts, goal('e'), ...rest])).toBeNull();
});

test('a transcribed record may not, however large', () => {
	const first = { ...registered('2020-01-01'), kept_by: 'transcriber' } as Draft;
	expect(word([first, ...three, ...current('a', 'b', 'c')])).toBe('transcribed');
});
