import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { entry as entrySchema, type ScorecardCertified } from '../record/entries.ts';
import { fold, organizationAt } from '../record/fold.ts';
import { lastDayOf, quarterOf } from '../record/quarter.ts';
import {
	certified,
	entries,
	nonceOf,
	organizationOf,
	published,
	registered,
	reported,
	reviewed
} from '../record/testing.ts';
import {
	certifiableFigures,
	figuresOf,
	recompute,
	recordingAsOf,
	roundedScore,
	SCOPES
} from './certified.ts';
import { backdated, FIRST_DAY, days, histories } from './histories.ts';
import { METHODS, newest } from './methods.ts';

const goals = [
	published('2026-01-10', 'a', { target: '2026-02-28' }),
	published('2026-01-10', 'b', { area: 'policy' }),
	published('2026-01-10', 'c', { area: 'policy' }),
	reported('2026-02-01', 'a', 3),
	reported('2026-03-01', 'b', 1),
	reviewed('2026-03-02', 'b', '2026-03-01', 'sufficient')
];

test('the figures are those of the scorecard, with two decimals', () => {
	const { overall, areas } = certifiableFigures(organizationOf(goals), '2026-03-31');
	expect(areas.security).toEqual({
		n: 1,
		current: 1,
		reviewed: 0,
		claimed: 75,
		evidenced: 50,
		delivery: { n: 1, rate: 0, on_time: 0 }
	});
	expect(areas.policy).toEqual({
		n: 2,
		current: 1,
		reviewed: 1,
		claimed: 12.5,
		evidenced: 12.5,
		delivery: { n: 0, on_time: 0 }
	});
	const nothing = { n: 0, current: 0, reviewed: 0, delivery: { n: 0, on_time: 0 } };
	expect(areas.alignment).toEqual(nothing);
	expect(overall).toMatchObject({ n: 3, current: 2, claimed: 43.75, evidenced: 31.25 });
});

test('by method 1 nothing is said of what was on time', () => {
	const { areas } = certifiableFigures(organizationOf(goals), '2026-03-31', METHODS[1]);
	expect(areas.security).toEqual({
		n: 1,
		current: 1,
		reviewed: 0,
		claimed: 75,
		evidenced: 37.5,
		delivery: { n: 1, rate: 0 }
	});
	expect(areas.alignment).toEqual({ n: 0, current: 0, reviewed: 0, delivery: { n: 0 } });
});

/** Recorded on the days given, or on their own. */
const recordedOn = (days: Record<number, string>) =>
	[...entries([registered('2026-01-05'), ...goals])].map((entry) => ({
		...entry,
		recorded_at: `${days[entry.seq] ?? entry.effective_on}T12:00:00.000Z`
	}));

test('it says how many entries were recorded late, and how many after the period', () => {
	const all = recordedOn({ 2: '2026-02-09', 3: '2026-02-10', 4: '2026-04-30', 5: '2026-04-01' });
	const [organization] = fold(all).organizations.values();
	expect(recordingAsOf(organization!.entries, '2026-03-31')).toEqual({
		late: 3,
		longest_days: 110,
		after_period: 2
	});
});

test('each is computed again by its own method, and so is how it was recorded', () => {
	const all = recordedOn({ 6: '2026-05-05', 7: '2026-05-05' });
	const [then] = fold(all).organizations.values();
	const at = { position: { seq: 7, leaf_hash: '0'.repeat(64) } };
	const again = { corrects: 8, reason: 'A reason.' };
	const recording = { late: 2, longest_days: 65, after_period: 2 };
	const figuresBy = (method: 1 | 2) => certifiableFigures(then!, '2026-03-31', METHODS[method]);
	const first = certified('2026-05-06', '2026-Q1', { ...at, method: 1, figures: figuresBy(1) });
	delete first.recording;
	const second = { ...at, ...again, figures: figuresBy(2), recording };
	const claims = [
		first,
		certified('2026-05-07', '2026-Q1', second),
		certified('2026-05-08', '2026-Q1', {
			...{ ...second, corrects: 9, recording: { ...recording, late: 0 } }
		})
	];
	const state = fold([...all, ...entries(claims, { from: 8 })]);
	const organization = state.organizations.get('example')!;
	const found = organization.certified.map((entry) => recompute(organization, entry)!);
	expect(found.map(({ differences }) => differences)).toEqual([
		[],
		[],
		[{ scope: 'overall', figure: 'late', certified: 0, computed: 2 }]
	]);
	// Method 2 says what was known then, where that is another figure.
	expect(found.map(({ known_then }) => known_then?.claimed)).toEqual([undefined, 37.5, 37.5]);
	for (const entry of organization.certified)
		expect(entrySchema.safeParse(entry).error).toBeUndefined();
});

test('what method 2 certifies is whole, and what method 1 certified has none of it', () => {
	const isEntry = (more: object) => {
		const [entry] = entries([certified('2026-04-02', '2026-Q1')]);
		return entrySchema.safeParse({ ...entry, ...more }).success;
	};
	const { figures } = certified('2026-04-02', '2026-Q1');
	const none = { n: 0, current: 0, reviewed: 0, delivery: { n: 0 } };
	expect(isEntry({})).toBe(true);
	expect(isEntry({ method: 1 })).toBe(false);
	expect(isEntry({ recording: undefined })).toBe(false);
	expect(isEntry({ figures: { ...figures, areas: { ...figures.areas, policy: none } } })).toBe(
		false
	);
});

test.each([
	[100 / 3, 33.33],
	[200 / 3, 66.67],
	[12.495, 12.5],
	[12.494999999999, 12.5],
	[12.4949, 12.49],
	[1.005, 1.01],
	[0.1 + 0.2, 0.3],
	[100, 100],
	[0, 0]
])('%d is certified as %d', (score, rounded) => expect(roundedScore(score)).toBe(rounded));

test('what was recorded after the position changes nothing, though it speaks of an earlier day', () => {
	const figures = certifiableFigures(organizationOf(goals), '2026-03-31');
	const at = { position: { seq: 7, leaf_hash: '0'.repeat(64) }, figures };
	const later = [
		certified('2026-04-02', '2026-Q1', at),
		reported('2026-03-30', 'a', 0),
		published('2026-02-02', 'late')
	];
	const organization = organizationOf([...goals, ...later]);
	expect(certifiableFigures(organization, '2026-03-31')).not.toEqual(figures);
	expect(recompute(organization, organization.certified[0]!)).toMatchObject({
		figures,
		differences: []
	});
});

test('a figure that the record does not give is found, and so is a score where there is none', () => {
	const figures = certifiableFigures(organizationOf(goals), '2026-03-31');
	const { security, alignment } = figures.areas;
	const areas = {
		...figures.areas,
		security: { ...security, evidenced: 75 },
		alignment: { ...alignment, n: 1, claimed: 100, evidenced: 100 }
	};
	const organization = organizationOf([
		...goals,
		certified('2026-04-02', '2026-Q1', {
			position: { seq: 7, leaf_hash: '0'.repeat(64) },
			figures: { ...figures, areas }
		})
	]);
	expect(recompute(organization, organization.certified[0]!)!.differences).toEqual([
		{ scope: 'security', figure: 'evidenced', certified: 75, computed: 50 },
		{ scope: 'alignment', figure: 'evidenced', certified: 100, computed: null },
		{ scope: 'alignment', figure: 'claimed', certified: 100, computed: null },
		{ scope: 'alignment', figure: 'n', certified: 1, computed: 0 }
	]);
});

test('a position before the organization was registered holds nothing', () => {
	const others = entries([registered('2026-01-01')], { organization: 'first' });
	const own = entries([registered('2026-01-01'), ...goals], { from: 2 });
	const figures = certifiableFigures(organizationOf(goals), '2026-03-31');
	const claim = certified('2026-04-02', '2026-Q1', { figures });
	const state = fold([...others, ...own, ...entries([claim], { from: 9 })]);
	const organization = state.organizations.get('example')!;
	const { differences } = recompute(organization, organization.certified[0]!)!;
	expect(differences).toContainEqual({ scope: 'overall', figure: 'n', certified: 3, computed: 0 });
});

/** A record of which some part is certified as of some day, and which then goes on. */
const certifiedRecords = fc
	.tuple(
		fc.oneof(
			histories.map(({ drafts }) => drafts),
			backdated
		),
		fc.nat(),
		days.map(quarterOf),
		fc.nat()
	)
	.map(([drafts, cut, quarter, more]) => {
		const day = lastDayOf(quarter);
		const record = entries([registered(FIRST_DAY), ...drafts]);
		const position = 1 + (cut % record.length);
		const [organization] = fold(record.slice(0, position)).organizations.values();
		const certificate = certified('2031-01-01', quarter, {
			as_of: day,
			position: { seq: position, leaf_hash: '0'.repeat(64) },
			figures: certifiableFigures(organization!, day)
		});
		const before = position + (more % (record.length - position + 1));
		const all = [...record.slice(0, before), certificate, ...record.slice(before)] as typeof record;
		const numbered = all.map((entry, index) => ({ ...entry, seq: index + 1 }));
		const parsed = numbered.map((entry) =>
			entry.kind === 'scorecard.certified'
				? {
						...entry,
						organization: 'example',
						recorded_at: '2031-01-01T00:00:00.000Z',
						nonce: nonceOf(entry.seq)
					}
				: entry
		);
		const [whole] = fold(parsed).organizations.values();
		return { organization: whole!, entry: whole!.certified[0]!, position };
	});

property.prop([certifiedRecords])(
	'computed again, any certified scorecard gives its figures, whatever was recorded since',
	({ organization, entry }) => {
		expect(entrySchema.safeParse(entry).success).toBe(true);
		expect(recompute(organization, entry)!.differences).toEqual([]);
	}
);

property.prop([certifiedRecords, fc.nat(), fc.constantFrom('n', 'current', 'reviewed', 'due')])(
	'whichever count is false, it is found, and no other',
	({ organization, entry }, pick, figure) => {
		const scope = SCOPES[pick % SCOPES.length]!;
		const false_ = structuredClone(entry) as ScorecardCertified;
		const line = scope === 'overall' ? false_.figures.overall : false_.figures.areas[scope];
		if (figure === 'due') line.delivery.n += 1;
		else line[figure] += 1;
		const { differences } = recompute({ ...organization, certified: [false_] }, false_)!;
		expect(differences.map((each) => [each.scope, each.figure])).toEqual([[scope, figure]]);
	}
);

property.prop([certifiedRecords])(
	'the figures differ from the unrounded ones by half a hundredth at most',
	({ organization, entry: { figures, as_of, position } }) => {
		const then = organizationAt(organization, position.seq)!;
		const card = newest.scorecard(then, as_of, position.seq);
		for (const scope of SCOPES) {
			const exact = scope === 'overall' ? card.overall : card.areas[scope];
			const { claimed, evidenced, n } = figuresOf(figures, scope);
			expect(n).toBe(exact.n);
			for (const [rounded, score] of [
				[claimed, exact.claimed],
				[evidenced, exact.evidenced]
			] as const) {
				expect(rounded === null).toBe(score === null);
				expect(Math.abs((rounded ?? 0) - (score ?? 0))).toBeLessThan(0.005 + 1e-8);
			}
			expect((evidenced ?? 0) <= (claimed ?? 0)).toBe(true);
		}
	}
);
