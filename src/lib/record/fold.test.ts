import { expect, test } from 'vitest';
import { emptyRecord, fold, organizationAt, refold } from './fold.ts';
import { amendmentAsOf } from './as-of.ts';
import {
	answered,
	amended,
	certified,
	closed,
	corrected,
	type Draft,
	entries,
	foldWhole,
	organizationOf,
	published,
	registered,
	reported,
	reviewed,
	revised
} from './testing.ts';

const start = [registered('2026-01-01'), published('2026-01-01', 'a')];

function folding(...drafts: Draft[]) {
	return () => foldWhole(entries([...start, ...drafts]));
}

test('keeps organizations by slug and their goals in record order', () => {
	const acme = entries([registered('2026-01-01'), published('2026-01-01', 'z')]);
	const other = entries([registered('2026-01-01')], { organization: 'other', from: 3 });
	const late = entries([published('2025-01-01', 'a')], { from: 4 });
	const state = fold([...acme, ...other, ...late]);
	expect(state.seq).toBe(4);
	expect([...state.organizations.keys()]).toEqual(['example', 'other']);
	const organization = state.organizations.get('example')!;
	expect([...organization.goals.keys()]).toEqual(['z', 'a']);
	expect(organization.entries.map((entry) => entry.seq)).toEqual([1, 2, 4]);
	expect(state.organizations.get('other')!.entries).toHaveLength(1);
});

test('files each entry with the goal that it speaks of', () => {
	const goal = organizationOf([
		published('2026-01-01', 'a', { area: 'policy' }),
		revised('2026-01-02', 'a', 'editorial'),
		reported('2026-01-03', 'a', 1),
		published('2026-01-03', 'b'),
		reviewed('2026-01-04', 'a', '2026-01-03', 'partly'),
		closed('2026-01-05', 'a', 'withdrawn')
	]).goals.get('a')!;
	expect(goal.area).toBe('policy');
	expect(goal.entries.map((entry) => entry.seq)).toEqual([2, 3, 4, 6, 7]);
	expect(goal.revisions.map((revision) => revision.revision)).toEqual([1, 2]);
	expect(goal.closing?.as).toBe('withdrawn');
	expect(goal.predecessor).toBeUndefined();
});

test('chains corrections to the first update, and reviews to the very update that they name', () => {
	const goal = organizationOf([
		published('2026-01-01', 'a'),
		reported('2026-01-02', 'a', 1, { update: 'first' }),
		reported('2026-01-03', 'a', 2, { update: 'second' }),
		corrected('2026-01-04', 'a', 'first', 2, { update: 'fix' }),
		corrected('2026-01-05', 'a', 'fix', 3, { update: 'fix-of-fix' }),
		reviewed('2026-01-06', 'a', 'fix', 'sufficient')
	]).goals.get('a')!;
	expect(goal.reports.map((report) => report.original.key)).toEqual(['first', 'second']);
	const corrections = goal.reports[0]!.corrections;
	expect(corrections.map((update) => update.key)).toEqual(['fix', 'fix-of-fix']);
	expect(corrections.map((update) => update.reviews.length)).toEqual([1, 0]);
	expect(goal.reports[0]!.original.reviews).toEqual([]);
});

test('tells successors what they succeed, recorded before the closing or after it', () => {
	const { goals } = organizationOf([
		published('2026-01-01', 'a'),
		published('2026-02-01', 'before'),
		closed('2026-02-01', 'a', 'split', ['before', 'after']),
		published('2026-02-01', 'after'),
		published('2026-02-01', 'unrelated')
	]);
	expect(goals.get('before')!.predecessor).toBe('a');
	expect(goals.get('after')!.predecessor).toBe('a');
	expect(goals.get('unrelated')!.predecessor).toBeUndefined();
});

test('remembers an awaited successor from one batch to the next', () => {
	const [registration, ...rest] = entries([
		...start,
		closed('2026-02-01', 'a', 'superseded', ['b']),
		published('2026-02-01', 'b')
	]);
	const state = rest.reduce((onto, entry) => fold([entry], onto), fold([registration!]));
	expect(state.organizations.get('example')!.goals.get('b')!.predecessor).toBe('a');
});

test('refuses a gap or a repetition in the numbers', () => {
	const all = entries([...start, reported('2026-01-02', 'a', 1)]);
	expect(() => fold(all.slice(1))).toThrow('Entry 2 does not follow entry 0');
	expect(() => fold([all[0]!, all[2]!])).toThrow('Entry 3 does not follow entry 1');
	expect(() => fold([all[0]!, all[0]!])).toThrow('Entry 1 does not follow entry 1');
});

test('does not place what refers to something unknown', () => {
	expect(() => foldWhole(entries([published('2026-01-01', 'a')]))).toThrow(
		'Entry 1 (goal.published): unknown organization "example".'
	);
	expect(folding(reported('2026-01-02', 'b', 1))).toThrow('unknown goal "b"');
	expect(folding(corrected('2026-01-02', 'a', 'x', 1))).toThrow('unknown update "x" of goal "a"');
	expect(folding(reviewed('2026-01-02', 'a', 'x', 'partly'))).toThrow('unknown update "x"');
});

test('does not place again what may be there only once', () => {
	const twice = (draft: Draft) => folding(draft, draft);
	expect(twice(registered('2026-01-01'))).toThrow('"example" is registered already');
	expect(twice(published('2026-01-01', 'b'))).toThrow('goal "b" is published already');
	expect(twice(reported('2026-01-02', 'a', 1))).toThrow('an update "2026-01-02" already');
	expect(twice(closed('2026-01-02', 'a', 'withdrawn'))).toThrow('goal "a" is closed already');
});

test('places no second predecessor, whether the successor is published yet or not', () => {
	const closings = ['a', 'b'].map((key) => closed('2026-02-01', key, 'superseded', ['c']));
	const c = published('2026-02-01', 'c');
	const b = published('2026-01-01', 'b');
	expect(folding(b, c, ...closings)).toThrow('goal "c" succeeds "a" already');
	expect(folding(b, ...closings, c)).toThrow('goal "c" succeeds "a" already');
});

test('holds every entry before one that it refused, and nothing of that one', () => {
	const state = emptyRecord();
	const [first, second] = entries(start);
	expect(() => fold([first!, { ...second!, seq: 3 }], state)).toThrow('numbers have no gaps');
	expect(state).toEqual(fold([first!]));
});

test('keeps what does not fit as it stands, holds nothing else of it, and goes on', () => {
	const good = [...start, reported('2026-01-02', 'a', 1)];
	const all = entries([...good, published('2026-01-03', 'a'), reported('2026-01-04', 'a', 2)]);
	const { seq, raw, organizations } = fold(all);
	expect(seq).toBe(5);
	expect(raw).toEqual([
		{
			seq: 4,
			kind: 'goal.published',
			organization: 'example',
			recorded_at: '2026-01-03T12:00:00.000Z',
			effective_on: '2026-01-03',
			raw: 'place',
			problem: 'Entry 4 (goal.published): goal "a" is published already.'
		}
	]);
	const organization = organizations.get('example')!;
	const without = fold([...all.slice(0, 3), { ...all[4]!, seq: 4 }]).organizations.get('example')!;
	expect(organization.raw).toEqual(raw);
	expect(organization.goals.get('a')!.reports.map(({ original }) => original.key)).toEqual(
		without.goals.get('a')!.reports.map(({ original }) => original.key)
	);
	expect(organization.entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 5]);
});

test('stays linear in one goal with a great many updates', () => {
	const count = 50_000;
	const drafts = Array.from({ length: count }, (_, i) => [
		reported('2026-01-02', 'a', 1, { update: `u-${i}` }),
		corrected('2026-01-03', 'a', i === 0 ? 'u-0' : `c-${i - 1}`, 2, { update: `c-${i}` })
	]).flat();
	const all = entries([...start, ...drafts]);
	const began = performance.now();
	const state = fold(all);
	// Linear takes 0.2 s; with a scan of the list for each update it was not done after 50 s.
	expect(performance.now() - began).toBeLessThan(4_000);
	expect(state.organizations.get('example')!.goals.get('a')!.reports).toHaveLength(count);
});

test('keeps what the organization says of itself, of which the last effective stands', () => {
	const organization = organizationOf([
		registered('2026-01-01'),
		published('2026-01-01', 'a'),
		amended('2026-02-01', true),
		amended('2026-03-01', false),
		amended('2026-03-01', true)
	]);
	expect(organization.amended.map(({ seq }) => seq)).toEqual([3, 4, 5]);
	expect(organization.entries).toHaveLength(5);
	expect(organization.goals.get('a')!.entries).toHaveLength(1);
	const standing = (t: string) => amendmentAsOf(organization, t)?.seq;
	expect(['2026-01-31', '2026-02-01', '2026-03-01'].map(standing)).toEqual([undefined, 3, 5]);
	expect(folding(amended('2026-02-01', true))().seq).toBe(3);
	expect(() => foldWhole(entries([amended('2026-02-01', true)]))).toThrow(/unknown organization/);
});

test('keeps every certified scorecard, the one of a quarter that corrects another after it', () => {
	const drafts = [
		certified('2026-04-02', '2026-Q1'),
		certified('2026-07-02', '2026-Q2'),
		certified('2026-07-03', '2026-Q1', { corrects: 2, reason: 'A reason.' })
	];
	const { certified: all, entries } = organizationOf([registered('2026-01-01'), ...drafts]);
	expect(all.map(({ seq, period }) => [seq, period])).toEqual([
		[2, '2026-Q1'],
		[3, '2026-Q2'],
		[4, '2026-Q1']
	]);
	expect(entries).toHaveLength(4);
});

test('a quarter is certified a second time only as a correction of what stands', () => {
	const again = (corrects?: number) =>
		certified('2026-07-03', '2026-Q1', corrects === undefined ? {} : { corrects });
	const first = certified('2026-04-02', '2026-Q1');
	expect(folding(first, again())).toThrow(/entry 3 certified 2026-Q1 already/);
	expect(folding(first, again(2))).toThrow(/entry 3 certified/);
	expect(folding(again(2))).toThrow(/no scorecard of 2026-Q1 that it could correct/);
	expect(folding(first, again(3), again(3))).toThrow(/entry 4 certified/);
	expect(folding(first, again(3), again(4))).not.toThrow();
});

test('an organization as it stood at a position is that of its entries up to there', () => {
	const other = entries([registered('2026-01-01')], { organization: 'other' });
	const own = entries(
		[
			registered('2026-01-01'),
			published('2026-01-01', 'a'),
			reported('2026-01-02', 'a', 1),
			published('2026-01-01', 'b')
		],
		{ from: 2 }
	);
	const organization = fold([...other, ...own]).organizations.get('example')!;
	const at = refold(organization);
	for (const position of [1, 2, 3, 3, 5, 99]) {
		const then = fold([...other, ...own].slice(0, position)).organizations.get('example');
		expect(organizationAt(organization, position)).toEqual(then);
		expect(at(position)).toEqual(then);
	}
	expect(organizationAt(organization, 1)).toBeUndefined();
});

test('an answer hangs on the review that it names, once, and on no other', () => {
	const report = reported('2026-01-02', 'a', 1);
	const second = reported('2026-01-03', 'a', 2);
	const review = reviewed('2026-01-04', 'a', '2026-01-02', 'partly');
	const drafts = [...start, report, second, review]; // the review is entry 5
	const answer = answered('2026-01-05', 'a', '2026-01-02', 5);
	const goal = organizationOf([...drafts, answer]).goals.get('a')!;
	expect(goal.reports.map(({ original }) => original.answers.map(({ seq }) => seq))).toEqual([
		[6],
		[]
	]);
	expect(goal.entries.at(-1)!.kind).toBe('review.answered');

	const refused = (...more: Draft[]) => folding(...drafts.slice(2), ...more);
	expect(refused(answer, answer)).toThrow('review 5 is answered already');
	expect(refused(answered('2026-01-05', 'a', '2026-01-03', 5))).toThrow(
		'entry 5 is no review of update "2026-01-03"'
	);
	expect(refused(answered('2026-01-05', 'a', '2026-01-02', 3))).toThrow('entry 3 is no review');
	expect(refused(answered('2026-01-05', 'a', 'x', 5))).toThrow('unknown update "x"');
});
