import { expect, test } from 'vitest';
import {
	corrected,
	type Draft,
	file,
	link,
	organizationOf,
	published,
	redacted,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import { goalScore } from './goal.ts';

const TEXT = { criteria: ['One', 'Two', 'Three', 'Four'] };
const held = { name: 'a.pdf', media_type: 'application/pdf', bytes: 14 } as const;
const all = [0, 1, 2, 3];
const fixed = (criteria = all, hash = 'a') => file({ ...held, criteria, sha256: hash.repeat(64) });

function score(drafts: Draft[], t = '2026-12-31') {
	const organization = organizationOf([published('2026-01-01', 'a', TEXT), ...drafts]);
	return goalScore(organization, organization.goals.get('a')!, t)!;
}
const supported = (...drafts: Draft[]) => score(drafts).supported;
const update = (evidence = [fixed()], grade: 0 | 1 | 2 | 3 | 4 = 4, on = '2026-02-01') =>
	reported(on, 'a', grade, { evidence });

test.each([
	['every criterion by a file', [fixed()], 1],
	['every criterion by a link', [link({ criteria: all })], 0.5],
	['every criterion by something redacted', [redacted({ criteria: all })], 0.5],
	['one of four by a file', [fixed([2])], 0.25],
	['one by a file, the others by a link', [fixed([2]), link({ criteria: all })], 0.625],
	['none', [fixed([])], 0],
	['one past the end', [fixed([4])], 0],
	['nothing at all', [], 0]
])('evidence that names %s supports %s of grade 4', (_, evidence, share) =>
	expect(supported(update(evidence))).toBe(share)
);

test('evidence supports no more than is claimed', () => {
	expect(supported(update([fixed()], 2))).toBe(0.5);
	expect(supported(update([link({ criteria: all })], 1))).toBe(0.25);
});

test('where a goal has no criteria evidence supports half, and without any nothing', () => {
	const bare = (evidence: ReturnType<typeof link>[]) => {
		const drafts = [
			published('2026-01-01', 'b', { criteria: [] }),
			reported('2026-02-01', 'b', 4, { evidence })
		];
		const organization = organizationOf(drafts);
		return goalScore(organization, organization.goals.get('b')!, '2026-03-01')!.supported;
	};
	expect([bare([fixed([])]), bare([link()]), bare([])]).toEqual([0.5, 0.5, 0]);
});

test('a criterion that is gone stays part of every earlier version of the promise', () => {
	const narrowed = revised('2026-03-01', 'a', 'narrowed', { criteria: ['One', 'Two'] });
	expect(supported(update([fixed()]), narrowed)).toBe(0.5);
	// Under another label too.
	const editorial = revised('2026-03-01', 'a', 'editorial', { criteria: ['One', 'Two'] });
	expect(supported(update([fixed()]), editorial)).toBe(0.5);
	const gone = revised('2026-03-01', 'a', 'narrowed', { criteria: [] });
	expect(supported(update([fixed()]), gone)).toBe(0);
});

test('a criterion that is added needs evidence of its own', () => {
	const added = revised('2026-03-01', 'a', 'strengthened', {
		criteria: [...TEXT.criteria, 'Five']
	});
	expect(supported(update([fixed()]), added)).toBe(0.8);
	// An index that named nothing on the update's day names nothing later.
	expect(supported(update([fixed([0, 1, 2, 3, 4])]), added)).toBe(0.8);
	expect(supported(update([fixed([0, 1, 2, 3, 4])], 4, '2026-03-01'), added)).toBe(1);
});

test('what moved to another place is found again by its words in a narrowed revision', () => {
	const moved = revised('2026-03-01', 'a', 'narrowed', { criteria: ['Three', 'One'] });
	expect(supported(update([fixed([2])]), moved)).toBe(0.25);
	expect(supported(update([fixed([1])]), moved)).toBe(0);
});

const review = (
	judgement: 'sufficient' | 'partly' | 'insufficient',
	grade: 0 | 1 | 2 | 3 | 4 = 4,
	by = 'A',
	on = '2026-03-01'
) => reviewed(on, 'a', '2026-02-01', judgement, grade, { by });

test('a reviewer confirms what evidence names, fixed or not, and no more than their own grade', () => {
	const links = update([link({ criteria: [0, 1, 2] })]);
	expect(supported(links, review('sufficient'))).toBe(0.75);
	expect(supported(links, review('sufficient', 2))).toBe(0.5);
	expect(supported(links, review('partly'))).toBe(0.375);
	expect(supported(links, review('insufficient'))).toBe(0);
});

test('the strictest of the standing reviews decides, one of each reviewer', () => {
	const strict = review('partly', 3, 'B');
	expect(supported(update(), review('sufficient'), strict)).toBe(0.375);
	expect(supported(update(), review('sufficient', 1), strict)).toBe(0.125);
	const later = review('sufficient', 4, 'B', '2026-04-01');
	expect(supported(update(), strict, later)).toBe(1);
	expect(supported(update(), later, strict)).toBe(1);
	// On one day the later in the record stands.
	expect(supported(update(), strict, review('sufficient', 4, 'B'))).toBe(1);
});

const correction = (evidence = [fixed()], on = '2026-04-01') =>
	corrected(on, 'a', '2026-02-01', 4, { update: 'again', evidence });

test('a correction does not shed a review, whatever evidence it brings', () => {
	const drafts = [update(), review('partly', 3), correction([fixed(all, 'b')])];
	expect(score(drafts)).toMatchObject({
		supported: 0.375,
		explained: { limit: { by: 'corrected', update: '2026-02-01', most: 0.375 }, reviews: 0 }
	});
	expect(supported(update(), review('sufficient', 1), correction())).toBe(1);
	// A new review of it does.
	const anew = reviewed('2026-05-01', 'a', 'again', 'sufficient', 4);
	expect(supported(...drafts, anew)).toBe(1);
});

test('a repetition does not shed a review, until it brings new evidence', () => {
	const again = (...evidence: ReturnType<typeof link>[]) =>
		supported(update(), review('insufficient'), update(evidence, 4, '2026-05-01'));
	expect(again(fixed())).toBe(0);
	expect(again(fixed(), link({ criteria: all, url: 'https://lab.example/new' }))).toBe(0);
	expect(again(fixed(), fixed([], 'b'))).toBe(0);
	expect(again(fixed(), fixed([0], 'b'))).toBe(1);
});

test('evidence of which the reviewer saw no fixed copy is new once it has one', () => {
	const copy = 'https://perma.cc/A';
	const unfixed = update([link({ criteria: all })]);
	const again = update([link({ criteria: all, archived_url: copy })], 4, '2026-05-01');
	expect(supported(unfixed, review('insufficient'), again)).toBe(1);
	const seen = update([link({ criteria: all, archived_url: copy })]);
	const elsewhere = link({
		criteria: all,
		url: 'http://www.LAB.example/page/',
		archived_url: 'https://archive.ph/B'
	});
	expect(supported(seen, review('insufficient'), update([elsewhere], 4, '2026-05-01'))).toBe(0);
});

test('of earlier updates the latest that was reviewed counts, and of it the newest reviewed version', () => {
	const second = reported('2026-03-10', 'a', 4, { evidence: [fixed()] });
	const good = reviewed('2026-03-11', 'a', '2026-03-10', 'sufficient', 4, { by: 'A' });
	const third = update([fixed()], 4, '2026-05-01');
	expect(supported(update(), review('insufficient'), second, third)).toBe(0);
	expect(supported(update(), review('insufficient'), second, good, third)).toBe(1);
	const worse = reviewed('2026-04-02', 'a', 'again', 'insufficient', 4);
	expect(supported(update(), review('sufficient'), correction(), worse, third)).toBe(0);
});

test('a review counts from its day on', () => {
	const drafts = [update(), review('insufficient')];
	expect(score(drafts, '2026-02-28').supported).toBe(1);
	expect(score(drafts, '2026-03-01').supported).toBe(0);
});
