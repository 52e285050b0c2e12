import { expect, test } from 'vitest';
import {
	closed,
	type Draft,
	file,
	judged,
	organizationOf,
	published,
	reported,
	revised,
	revisionReviewed
} from '../../record/testing.ts';
import { scorecard } from './scorecard.ts';

const START = '2026-01-01';
const DAY = '2026-06-01';
const goal = (key: string, ...criteria: string[]) => published(DAY, key, { criteria });

function goals(drafts: Draft[], t = DAY) {
	const { goals } = scorecard(organizationOf(drafts), t, 0);
	return Object.fromEntries(goals.map((each) => [each.key, each]));
}

const root = published(START, 'a', { criteria: ['One', 'Two', 'Three'], target: '2026-05-01' });
const split = closed(DAY, 'a', 'split', ['b', 'c']);

test('a split is weighed by the criteria that each part carries', () => {
	const { b, c } = goals([root, goal('b', 'one.', 'New'), goal('c', 'Two', 'Three', 'One'), split]);
	expect([b!.weight, c!.weight]).toEqual([1 / 3, 2 / 3]);
	expect([b!.explained!.needed, c!.explained!.needed]).toEqual([2, 3]);
	expect([b!.explained!.lost, b!.explained!.narrowed_since]).toEqual([0, null]);
});

test('what is lost is shared, and every part counts as narrowed', () => {
	const { b, c } = goals([root, goal('b', 'One'), goal('c', 'Other'), split]);
	expect([b!.weight, c!.weight]).toEqual([2 / 3, 1 / 3]);
	expect([b!.explained!.needed, c!.explained!.needed]).toEqual([2, 1]);
	expect([b!.explained!.narrowed_since, c!.explained!.narrowed_since]).toEqual([DAY, DAY]);
});

test('until a reviewer says of its first revision that it is not weaker', () => {
	const drafts = [root, goal('b', 'One'), goal('c', 'Two'), split];
	const same = revisionReviewed('2026-07-01', 'b', 1, 'same');
	const weaker = revisionReviewed('2026-08-01', 'b', 1, 'weaker', 'Another');
	const narrowed = (t: string) => goals([...drafts, same, weaker], t).b!.explained!.narrowed_since;
	expect(narrowed('2026-06-30')).toBe(DAY);
	expect(narrowed('2026-07-31')).toBeNull();
	expect(narrowed('2026-08-01')).toBe('2026-08-01');
});

test('a part that carries nothing of a promise weighs nothing and is scored nowhere', () => {
	const { b, c } = goals([root, goal('b', 'One', 'Two', 'Three'), goal('c', 'Easy'), split]);
	expect(b).toMatchObject({ weight: 1, in_set: true, delivery: 0 });
	expect(c).toMatchObject({ weight: 0, in_set: false, delivery: null });
});

test('parts of a goal without criteria are equal', () => {
	const bare = published(START, 'a', { criteria: [] });
	const { b, c } = goals([bare, goal('b', 'One'), goal('c'), split]);
	expect([b!.weight, c!.weight]).toEqual([0.5, 0.5]);
});

test('what supersedes a goal answers for its criteria through chains', () => {
	const { b, c } = goals([
		root,
		goal('b', 'One'),
		closed(DAY, 'a', 'superseded', ['b']),
		published(DAY, 'c', { criteria: [] }),
		closed(DAY, 'b', 'superseded', ['c']),
		reported(DAY, 'c', 4, { evidence: [file({ criteria: [] })] })
	]);
	expect([b!.weight, c!.weight]).toEqual([1, 1]);
	expect([b!.explained!.needed, c!.explained!.needed]).toEqual([3, 3]);
	expect(c).toMatchObject({ supported: 0, explained: { coverage: 0, full_coverage: 0 } });
});

test('a goal answers for the most criteria that it ever had', () => {
	const { a } = goals([
		published(START, 'a', { criteria: ['One'] }),
		revised('2026-02-01', 'a', 'strengthened', { criteria: ['One', 'Two', 'Three'] }),
		revised('2026-03-01', 'a', 'narrowed', { criteria: ['One'] })
	]);
	expect(a!.explained!.needed).toBe(3);
});

test('a chain of two thousand successors is followed', () => {
	const drafts = Array.from({ length: 2_000 }, (_, index) => [
		published(START, `g-${index}`),
		closed(START, `g-${index}`, 'superseded', [`g-${index + 1}`])
	]).flat();
	const organization = organizationOf([...drafts, published(START, 'g-2000')]);
	const { overall, goals } = scorecard(organization, START, 0);
	expect([overall.n, goals.at(-1)!.weight]).toEqual([1, 1]);
});

const conditional = (key: string, within = 30, on = START) =>
	published(on, key, { condition: { text: 'If it happens' }, within });

test('a conditional goal counts from the day on which its condition may be met', () => {
	const drafts = [
		conditional('a'),
		judged('2026-02-01', 'a', 'unclear'),
		judged('2026-03-01', 'a', 'not_met'),
		judged('2026-04-01', 'a', 'met'),
		judged('2026-05-15', 'a', 'not_met')
	];
	const at = (t: string) => {
		const { in_set, target, delivery, explained } = goals(drafts, t).a!;
		return [in_set, target, delivery, explained!.condition!.state];
	};
	expect(at('2026-01-31')).toEqual([false, null, null, 'not_met']);
	expect(at('2026-02-01')).toEqual([true, null, null, 'unclear']);
	expect(at('2026-03-01')).toEqual([false, null, null, 'not_met']);
	expect(at('2026-04-01')).toEqual([true, '2026-05-01', null, 'met']);
	expect(at('2026-05-01')).toEqual([true, '2026-05-01', 0, 'met']);
	expect(at('2026-05-15')).toEqual([true, '2026-05-01', 0, 'not_met']);
});

test('judgements of a predecessor count for its successors, and its first days for theirs', () => {
	const { b } = goals(
		[
			conditional('a', 30),
			judged('2026-02-01', 'a', 'unclear'),
			conditional('b', 90, DAY),
			closed(DAY, 'a', 'superseded', ['b']),
			judged('2026-07-01', 'a', 'met')
		],
		'2026-07-31'
	);
	expect(b).toMatchObject({ in_set: true, target: '2026-09-29', original_target: '2026-07-31' });
	expect(b!.delivery).toBe(0);
});
