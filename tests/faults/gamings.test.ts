import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { countedLabels, isConfirmedAsOf } from '../../src/lib/record/labels.ts';
import { lastDayOf, quarterOf } from '../../src/lib/record/quarter.ts';
import type { Organization } from '../../src/lib/record/state.ts';
import { activity } from '../../src/lib/scoring/activity.ts';
import { certifiableFigures, recompute } from '../../src/lib/scoring/certified.ts';
import { directions } from '../../src/lib/scoring/direction.ts';
import { noHeadline } from '../../src/lib/scoring/headline.ts';
import { knownThen } from '../../src/lib/scoring/known-then.ts';
import { newest } from '../../src/lib/scoring/methods.ts';
import { NO_FILTER } from '../../src/lib/view/changes/changes-filter.ts';
import { changesLog } from '../../src/lib/view/changes/changes-log.ts';
import { revisionsView } from '../../src/lib/view/goal/revisions.ts';
import { some } from '../support/full.ts';
import {
	A,
	ago,
	archived,
	B,
	criticise,
	figuresOf,
	fixed,
	openLabs,
	REPORT_URL,
	TODAY,
	type Deed,
	type Item,
	type Lab,
	type Text
} from '../support/lab.ts';
import { must } from '../support/outcome.ts';
import { publishDrafts, saveDraft } from '../support/world.ts';
import { apiWay, formWay, importWay, sqlWay, WAYS, type Way } from '../support/ways.ts';

/**
 * Each gaming that the definition of scoring lists as withstood, tried as a member in each way that there is: no
 * figure rises, what was done stands where a sceptic looks, and what it is called is true.
 */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let labs: Awaited<ReturnType<typeof openLabs>>;
beforeAll(async () => {
	labs = await openLabs();
});
afterAll(() => labs.world.close());

const WAY: Record<Way, (lab: Lab, deeds: readonly Deed[]) => Promise<string | null>> = {
	form: (...what) => formWay(labs.browserOf)(...what),
	api: apiWay,
	import: importWay(),
	sql: sqlWay
};

type Figures = ReturnType<typeof figuresOf>;
type Attempt = {
	what: string;
	/** What an outsider did before. */
	before?: (lab: Lab) => Promise<unknown>;
	deeds: Deed[];
	/** What is done in its place by who games nothing: nothing, unless it is said here. */
	honest?: Deed[];
	/** In each way why there is none, the words or the code of a refusal, or nothing where it is done. */
	ways: Partial<Record<Way, RegExp>>;
	/** What stands where a sceptic looks, where it is done. */
	seen?: (after: Organization) => void;
	/** One of many like it, which `.ci/full` tries. */
	isOneMore?: boolean;
	/** The figures that are compared; those of today, unless it is said here. */
	figures?: (organization: Organization) => Figures;
};
type Gaming = {
	/** Why something cannot be tried in a way at all. */
	none?: Partial<Record<Way, string>>;
	attempts: Attempt[];
};

/** Where there is an address for some of it. */
const NO_ADDRESS = /API does not/;
const UPDATES_ONLY = 'The API takes progress updates and files, and nothing else.';
const BARE: Item = { url: REPORT_URL, criteria: [0] };
const goalIn = (organization: Organization, key: string) => organization.goals.get(key)!;
const cardOf = (organization: Organization, t = TODAY) => newest.scorecard(organization, t, 0);
const scoreIn = (organization: Organization, key: string) =>
	cardOf(organization).goals.find((goal) => goal.key === key)!;
const activityOf = (organization: Organization) =>
	activity(organization, cardOf(organization)).overall;

/** What the change log lists as weakening of a goal, the newest first. */
const weakenings = (organization: Organization, key: string) =>
	changesLog(organization, TODAY, { ...NO_FILTER, weakening: 'any' })
		.lines.filter(({ goal }) => goal?.key === key)
		.flatMap((line) => line.weakenings);
const lastLabel = (organization: Organization, key: string) =>
	[...countedLabels(goalIn(organization, key)).values()].at(-1);
const lastRevision = (organization: Organization, key: string) =>
	revisionsView(goalIn(organization, key), TODAY)[0]!;

const weaker = { ...A, criteria: ['Few employees can copy the weights', A.criteria[1]!] };
const later = { ...B, target: ago(-300) };
const easy = { ...B, title: 'Write the course', criteria: [B.criteria[0]!], target: null };
const hard = { ...B, title: 'Pass the course', criteria: [B.criteria[1]!], target: null };
const promise = { ...B, title: 'Something new', target: ago(-100) };
const revise = (
	goal: string,
	change: Extract<Deed, { do: 'revise' }>['change'],
	text: Text
): Deed => ({
	...{ do: 'revise', goal, on: TODAY, change, text }
});
const publish = (goal: string, text: Text, on = TODAY): Deed => ({
	...{ do: 'publish', goal, on, text }
});
const report = (
	goal: string,
	grade: Extract<Deed, { do: 'report' }>['grade'],
	evidence: Item[],
	more: { on?: string; corrects?: string; narrative?: string } = {}
): Deed => ({ do: 'report', goal, on: TODAY, grade, evidence, ...more });
const close = (
	goal: string,
	as: Extract<Deed, { do: 'close' }>['as'],
	more: { on?: string; successors?: string[] } = {}
): Deed => ({ do: 'close', goal, on: TODAY, as, ...more });

const LAST_QUARTER = quarterOf(ago(125));
const END = lastDayOf(LAST_QUARTER);

const GAMINGS: Record<string, Gaming> = {
	'dropping a failing goal': {
		none: { api: UPDATES_ONLY },
		attempts: (['withdrawn', 'missed'] as const).map((as) => ({
			what: `it is ${as}`,
			deeds: [close('b', as)],
			ways: {},
			seen: (after) => {
				expect(weakenings(after, 'b')).toEqual([as]);
				expect(activityOf(after)[as]).toBe(1);
				expect(scoreIn(after, 'b')).toMatchObject({ state: as, in_set: true, delivery: 0 });
			}
		}))
	},
	'staying silent': {
		attempts: [
			{
				what: 'and nothing else',
				deeds: [],
				ways: {},
				figures: (organization) => figuresOf(organization, ago(-60)),
				seen: (after) => {
					expect(scoreIn(after, 'a').fresh).toBe(1);
					const then = cardOf(after, ago(-60));
					expect(then.goals.map(({ fresh, key }) => [key, fresh])).toContainEqual(['a', 0]);
					expect(noHeadline(after, then)).toBe('stale');
				}
			},
			{
				what: 'while an old update is corrected',
				deeds: [report('a', 3, [fixed(0, 1)], { corrects: 'first', narrative: 'In other words.' })],
				ways: { api: NO_ADDRESS },
				figures: (organization) => figuresOf(organization, ago(-60)),
				seen: (after) =>
					expect(cardOf(after, ago(-60)).goals.find(({ key }) => key === 'a')!.fresh).toBe(0)
			}
		]
	},
	'moving a date quietly': {
		none: { api: UPDATES_ONLY },
		attempts: [
			...(['editorial', 'strengthened', 'reworded'] as const).map((change) => ({
				what: `as ${change}`,
				deeds: [revise('b', change, later)],
				ways: { form: /date/i, import: /date/i, sql: /^wrong_change$/ }
			})),
			...(['date_moved', 'narrowed'] as const).map((change) => ({
				isOneMore: change === 'narrowed',
				what: `as ${change}`,
				deeds: [revise('b', change, later)],
				ways: {},
				seen: (after: Organization) => {
					expect(weakenings(after, 'b')).toContain('date_moved_later');
					expect(activityOf(after).date_moves).toBe(1);
					expect(scoreIn(after, 'b')).toMatchObject({ slip_days: 320, delivery: 0 });
					expect(lastLabel(after, 'b')).toBe(change);
				}
			})),
			{
				what: 'by dropping it',
				deeds: [revise('b', 'date_moved', { ...B, target: null })],
				ways: {},
				seen: (after) => {
					expect(weakenings(after, 'b')).toEqual(['date_moved_later']);
					expect(scoreIn(after, 'b')).toMatchObject({ original_target: B.target, delivery: 0 });
				}
			}
		]
	},
	'narrowing a goal': {
		none: { api: UPDATES_ONLY },
		attempts: [
			...(['editorial', 'strengthened', 'reworded', 'date_moved'] as const).map((change) => ({
				what: `as ${change}`,
				deeds: [revise('b', change, { ...B, criteria: [B.criteria[0]!] })],
				ways: { form: /must be “narrowed”/, import: /must be “narrowed”/, sql: /^wrong_change$/ }
			})),
			{
				what: 'and delivering what is left',
				deeds: [
					revise('b', 'narrowed', { ...B, criteria: [B.criteria[0]!] }),
					report('b', 4, [fixed(0)]),
					close('b', 'delivered')
				],
				honest: [report('b', 4, [fixed(0, 1)]), close('b', 'delivered')],
				ways: {},
				seen: (after) => {
					expect(weakenings(after, 'b')).toEqual(['narrowed']);
					expect(activityOf(after).narrowed).toBe(1);
					expect(lastLabel(after, 'b')).toBe('narrowed');
					expect(scoreIn(after, 'b')).toMatchObject({ supported: 0.5, delivery: 0.5 });
				}
			}
		]
	},
	'splitting an easy part off': {
		none: { api: UPDATES_ONLY },
		attempts: [
			{
				what: 'and delivering it',
				deeds: [
					publish('easy', easy),
					publish('hard', hard),
					close('b', 'split', { successors: ['easy', 'hard'] }),
					report('easy', 4, [fixed(0)])
				],
				honest: [report('b', 3, [fixed(0)])],
				ways: {},
				seen: (after) => {
					expect(scoreIn(after, 'easy')).toMatchObject({ weight: 0.5, original_target: B.target });
					expect(scoreIn(after, 'hard')).toMatchObject({ weight: 0.5, delivery: 0 });
					expect(changesLog(after, TODAY, NO_FILTER).lines.map(({ badge }) => badge)).toContain(
						'split'
					);
				}
			},
			{
				what: 'and leaving the rest behind',
				deeds: [
					publish('easy', easy),
					close('b', 'superseded', { successors: ['easy'] }),
					report('easy', 4, [fixed(0)])
				],
				honest: [report('b', 4, [fixed(0, 1)])],
				ways: {},
				seen: (after) => {
					const { explained, supported } = scoreIn(after, 'easy');
					expect(supported).toBe(0.5);
					expect(explained).toMatchObject({ lost: 1, narrowed_since: TODAY, needed: 2 });
				}
			}
		]
	},
	'claiming without evidence': {
		attempts: [
			{
				what: 'at grade 4',
				deeds: [report('b', 4, [])],
				ways: {
					form: /evidence/i,
					api: /^422 .*evidence/is,
					import: /evidence/i,
					sql: /^criterion_without_evidence$/
				}
			},
			{
				what: 'that every criterion is met, at grade 3',
				deeds: [report('b', 3, [])],
				honest: [report('b', 3, [fixed(0, 1)])],
				ways: {},
				seen: (after) => {
					expect(scoreIn(after, 'b')).toMatchObject({ claimed: 0.75, supported: 0 });
					expect(cardOf(after).overall.gap).toBeGreaterThan(20);
				}
			},
			{
				what: 'of a criterion that there is not',
				deeds: [{ do: 'report', goal: 'b', on: TODAY, grade: 2, met: [2], evidence: [] }],
				ways: {
					form: /criterion/i,
					api: /^422 .*criterion/is,
					import: /met\[0\]: is 2/,
					sql: /^unknown_criterion$/
				}
			}
		]
	},
	'averaging an outsider’s view away': {
		none: { api: UPDATES_ONLY },
		attempts: [undefined, 'reviewer'].map((name) => ({
			what: name ? 'by a friend under the critic’s name' : 'by a friend',
			before: (lab: Lab) => criticise(lab, 'a'),
			deeds: [
				{
					...{ do: 'review', goal: 'a', of: 'first', grade: 4, evidence: 'sufficient' },
					...(name && { name })
				} as Deed
			],
			ways: { import: /review/i },
			seen: (after: Organization) => {
				const { reviews } = goalIn(after, 'a').reports[0]!.original;
				expect(reviews.map(({ reviewer }) => reviewer.name)).toEqual(['reviewer', 'reviewer (2)']);
				expect(scoreIn(after, 'a')).toMatchObject({ supported: 0, grade: 3 });
				expect(activityOf(after).reviews).toMatchObject({ reviewed: 1 });
			}
		}))
	},
	'weakening a text under the label “strengthened” or “editorial”': {
		none: { api: UPDATES_ONLY },
		attempts: [
			...(
				[
					['strengthened', 'a criterion', weaker],
					['strengthened', 'the order', { ...A, criteria: A.criteria.toReversed() }],
					['editorial', 'a criterion', weaker],
					['editorial', 'the title', { ...A, title: 'Watch the weights' }],
					['editorial', 'the statement', { ...A, statement: 'Few copy model weights alone.' }],
					['date_moved', 'a criterion', { ...weaker, target: ago(-300) }]
				] as const
			).map(([change, what, text]) => ({
				what: `${what} as ${change}`,
				deeds: [revise('a', change, text)],
				ways: {
					form: /says something else|words/i,
					import: /says something else|words/i,
					sql: /^wrong_change$/
				}
			})),
			{
				what: 'as reworded',
				deeds: [revise('a', 'reworded', weaker)],
				ways: {},
				seen: (after) => {
					expect(weakenings(after, 'a')).toEqual(['reworded']);
					expect(activityOf(after).unconfirmed).toBe(1);
					expect(lastRevision(after, 'a')).toMatchObject({ change: 'reworded', unconfirmed: true });
					expect(isConfirmedAsOf(goalIn(after, 'a'), 2, TODAY)).toBe(false);
				}
			}
		]
	},
	'typing an address of one’s own site as “archived copy”': {
		attempts: [
			'https://lab.example/archive/report',
			'https://web.archive.org.lab.example/web/20260101000000/https://lab.example/report',
			'https://web.archive.org/web/20260101000000/https://lab.example/another',
			archived().replace(/\/web\/\d{8}/, '/web/20991231'),
			'https://web.archive.org@lab.example/web/20260101000000/https://lab.example/report',
			'https://archive.ph/'
		].map((archived_url, nth) => ({
			isOneMore: nth > 1,
			what: archived_url.replace(/\/\d{14}\//, '/…/'),
			deeds: [report('b', 3, [{ ...fixed(0, 1), archived_url }])],
			honest: [report('b', 3, [{ url: REPORT_URL, criteria: [0, 1] }])],
			ways: {},
			seen: (after: Organization) =>
				expect(scoreIn(after, 'b').explained).toMatchObject({ coverage: 0.5, full_coverage: 1 })
		}))
	},
	'attaching a file that supports no criterion': {
		attempts: [
			{
				what: 'beside a link',
				deeds: [report('b', 3, [BARE, { kind: 'file', sha256: 'c'.repeat(64), criteria: [] }])],
				honest: [report('b', 3, [BARE])],
				ways: {},
				seen: (after) => {
					expect(goalIn(after, 'b').reports.at(-1)!.original.entry.evidence[1]).toMatchObject({
						...{ kind: 'file', media_type: 'text/plain', criteria: [] }
					});
					expect(scoreIn(after, 'b').explained).toMatchObject({ coverage: 0.25 });
				}
			},
			{
				what: 'alone, at grade 4',
				deeds: [report('b', 4, [{ kind: 'file', sha256: 'd'.repeat(64), criteria: [] }])],
				ways: {
					form: /evidence/i,
					api: /^422 .*evidence/is,
					import: /evidence|criterion/i,
					sql: /^criterion_without_evidence$/
				}
			}
		]
	},
	'shedding a bad review by a one-word correction': {
		attempts: [
			{
				what: 'of the update',
				before: (lab: Lab) => criticise(lab, 'a'),
				deeds: [
					report('a', 3, [fixed(0, 1)], { corrects: 'first', narrative: 'What was truly done.' })
				],
				ways: { api: NO_ADDRESS },
				seen: (after: Organization) => {
					expect(scoreIn(after, 'a').explained!.limit).toMatchObject({ by: 'corrected', most: 0 });
					expect(goalIn(after, 'a').reports[0]!.original.reviews).toHaveLength(1);
				}
			},
			{
				what: 'that says nothing else',
				before: (lab: Lab) => criticise(lab, 'a'),
				deeds: [report('a', 3, [fixed(0, 1)], { corrects: 'first', narrative: 'What was done.' })],
				ways: {
					api: NO_ADDRESS,
					form: /says what the update/,
					import: /says what the up/,
					sql: /^nothing_changed$/
				}
			},
			...['https://www.lab.example/report/', `${REPORT_URL}#top`, 'http://LAB.example/report'].map(
				(url, nth) => ({
					isOneMore: nth > 0,
					what: `or by saying it again, with ${url}`,
					before: (lab: Lab) => criticise(lab, 'a'),
					deeds: [report('a', 3, [{ ...fixed(0, 1), url }])],
					ways: {},
					seen: (after: Organization) =>
						expect(scoreIn(after, 'a').explained!.limit).toMatchObject({ by: 'earlier', most: 0 })
				})
			)
		]
	},
	'back-dating a history and certifying it': {
		attempts: [
			{
				what: 'with all that belongs to it',
				deeds: [
					publish('d', { ...promise, target: ago(140) }, ago(250)),
					report('d', 4, [fixed(0, 1)], { on: ago(150) }),
					close('d', 'delivered', { on: ago(145) }),
					{ do: 'certify', period: LAST_QUARTER }
				],
				ways: { api: NO_ADDRESS },
				figures: (organization) => {
					const card = cardOf(organization, END);
					const { claimed, evidenced, delivery } = knownThen(organization, card)!.overall;
					return {
						...{ claimed: claimed ?? 0, evidenced: evidenced ?? 0 },
						...{ rate: delivery.rate ?? 0, on_time: delivery.on_time }
					};
				},
				seen: (after) => {
					const known = knownThen(after, cardOf(after, END))!;
					expect(known).toMatchObject({ differs: true, overall: { n: 0 } });
					const late = changesLog(after, TODAY, NO_FILTER).lines.filter(
						({ goal }) => goal?.key === 'd'
					);
					expect(late.every(({ late_days }) => late_days)).toBe(true);
					// A file certifies nothing.
					for (const entry of after.certified) {
						expect(entry.recording!.after_period).toBeGreaterThan(0);
						expect(recompute(after, entry)).toMatchObject({
							differences: [],
							known_then: { n: 0 }
						});
					}
				}
			},
			{
				what: 'an update alone',
				deeds: [report('b', 3, [fixed(0, 1)], { on: ago(80) })],
				honest: [report('b', 3, [fixed(0, 1)])],
				ways: {},
				seen: (after) => expect(knownThen(after, cardOf(after))!.late.entries).toBeGreaterThan(0)
			}
		]
	},
	'and none lowers the score of who promises something new': {
		none: { api: UPDATES_ONLY },
		attempts: [
			{
				what: 'like for like',
				deeds: [publish('d', promise)],
				ways: {},
				seen: (after) => {
					const [was, is] = [cardOf(after, ago(1)), cardOf(after)];
					const { overall } = directions(after, was, is, 'evidenced');
					expect(overall).toMatchObject({ like_for_like: 0, came: 1, went: 0 });
					expect(overall!.came_or_went).toBeLessThan(0);
				}
			}
		]
	},
	'announcing a goal when it is done': {
		none: { api: UPDATES_ONLY },
		attempts: [
			{
				what: 'and delivering it at once',
				deeds: [
					publish('d', promise, ago(20)),
					report('d', 4, [fixed(0, 1)]),
					close('d', 'delivered')
				],
				honest: [publish('d', promise, ago(20)), report('d', 4, [fixed(0, 1)])],
				ways: {},
				seen: (after) => {
					const { explained, delivery } = scoreIn(after, 'd');
					expect(explained!.announced_when_done).toBe(true);
					expect(delivery).toBeNull();
				}
			}
		]
	}
};

for (const [gaming, { none = {}, attempts }] of Object.entries(GAMINGS)) {
	const trials = some(attempts, ({ isOneMore }) => !isOneMore).flatMap((attempt) =>
		WAYS.filter((way) => !none[way]).map((way) => [way, attempt.what, attempt] as const)
	);
	describe(gaming, () => {
		test.each(trials)('by %s: %s', (way, _, attempt) => tried(way, attempt));
	});
}

const once = <T>(make: () => Promise<T>) => {
	let made: Promise<T> | undefined;
	return () => (made ??= make());
};
/** What is refused changes nothing, so that all of it is tried in one lab. */
const idle = once(() => labs.found());
const idleFigures = once(async () => figuresOf(await (await idle()).read()));
const honestFigures = new Map<Attempt, Promise<Figures>>();

/** A lab, and where an outsider comes first, what they did. */
async function prepared(before: Attempt['before']) {
	const lab = await labs.found();
	if (!before) return lab;
	await labs.invite(lab);
	await before(lab);
	return lab;
}

/** What who games nothing has after it. */
async function figuresOfHonest({ before, honest, figures = figuresOf }: Attempt) {
	if (!before && !honest) return figures(await (await idle()).read());
	const lab = await prepared(before);
	expect(await sqlWay(lab, honest ?? [])).toBeNull();
	return figures(await lab.read());
}

async function tried(way: Way, attempt: Attempt) {
	const { before, deeds, ways, seen, figures = figuresOf } = attempt;
	const refused = ways[way];
	if (refused === NO_ADDRESS) {
		// Nobody can send what there is no address for.
		await expect(WAY[way](await idle(), deeds)).rejects.toThrow(refused);
	} else if (refused) {
		const least = await idleFigures();
		const lab = before ? await prepared(before) : await idle();
		const entries = (await lab.read()).entries.length;
		expect(await WAY[way](lab, deeds)).toMatch(refused);
		const after = await lab.read();
		expect(after.entries).toHaveLength(entries);
		if (!before) expect(figuresOf(after)).toEqual(least);
	} else {
		if (!honestFigures.has(attempt)) honestFigures.set(attempt, figuresOfHonest(attempt));
		const most = await honestFigures.get(attempt)!;
		const lab = await prepared(before);
		expect(await WAY[way](lab, deeds)).toBeNull();
		const after = await lab.read();
		for (const [name, figure] of Object.entries(figures(after)))
			expect(figure, name).toBeLessThanOrEqual(most[name as keyof Figures] + 1e-9);
		seen?.(after);
	}
}

test('each gaming is tried in all four ways, or it is said why not', () => {
	for (const { none = {}, attempts } of Object.values(GAMINGS)) {
		for (const reason of Object.values(none)) expect(reason).toMatch(/\.$/);
		for (const way of WAYS.filter((each) => !none[each]))
			expect(attempts.some(({ ways }) => ways[way] !== NO_ADDRESS)).toBe(true);
	}
});

describe('with the two-person rule on', () => {
	const strict = once(async () => {
		const lab = await labs.found();
		const { client } = lab.people.leader;
		const second = { slug: lab.slug, person: labs.world.stranger.id, role: 'leader' };
		await must(labs.world.operator.rpc('operator_add_member', { ...second, person_name: 'Two' }));
		await must(client.rpc('set_two_person_rule', { organization: lab.id, enforced: true }));
		return lab;
	});
	const alone = Object.entries(GAMINGS).flatMap(([gaming, { attempts }]) =>
		attempts
			.filter(({ deeds }) => deeds.some(({ do: what }) => what !== 'publish' && what !== 'certify'))
			.filter(({ ways }) => !ways.import)
			.map(({ what, deeds }) => [gaming, what, deeds] as const)
	);

	test.each(alone)('no leader does it alone by a file: %s, %s', async (_, __, deeds) => {
		expect(await importWay()(await strict(), deeds)).toMatch(/two people|second person/i);
		expect((await (await strict()).read()).goals.size).toBe(3);
	});

	test.each<[string, Deed]>([
		['a revision', revise('a', 'reworded', weaker)],
		['a date', revise('b', 'date_moved', later)],
		['a closing', close('b', 'withdrawn')]
	])('nor by calling the database: %s', async (_, deed) => {
		expect(await sqlWay(await strict(), [deed])).toBe('second_person_needed');
	});
});

describe('of what somebody else transcribes', () => {
	const deeds = [revise('a', 'strengthened', weaker)];

	test.each(['form', 'import', 'sql'] as const)(
		'a label is repeated, and counts as what the revision does: by %s',
		async (way) => {
			const lab = await labs.found('transcriber');
			const before = figuresOf(await lab.read());
			expect(await WAY[way](lab, deeds)).toBeNull();
			const after = await lab.read();
			expect(figuresOf(after)).toEqual(before);
			expect(lastRevision(after, 'a')).toMatchObject({
				...{ change: 'strengthened', counts_as: 'reworded', unconfirmed: true }
			});
			expect(noHeadline(after, cardOf(after))).toBe('transcribed');
		}
	);
});

test('a file of the format before is told which one has a name for it', async () => {
	const old = importWay('safety-roadmap/1');
	expect(await old(await idle(), [revise('a', 'strengthened', weaker)])).toMatch(
		/safety-roadmap\/2/
	);
});

test('who calls the database may certify figures of their own, and every reader is told that they are not the record’s', async () => {
	const lab = await labs.found();
	const { client } = lab.people.leader;
	const seq = (await lab.read()).entries.at(-1)!.seq;
	const figures = { ...certifiableFigures(await lab.read(), END) };
	const overall = { ...figures.overall, n: 4, current: 4, claimed: 100, evidenced: 100 };
	const draft = await saveDraft(client, lab.id, 'scorecard.certified', {
		...{ effective_on: TODAY, period: LAST_QUARTER, position: { seq } },
		...{ figures: { ...figures, overall }, certifier: { name: 'Lea', office: 'Head' } },
		statement: 'All is true.'
	});
	await must(publishDrafts(client, { id: draft }));
	const after = await lab.read();
	const { differences } = recompute(after, after.certified[0]!)!;
	expect(differences).toContainEqual({
		...{ scope: 'overall', figure: 'evidenced', certified: 100 },
		computed: figures.overall.evidenced ?? null
	});
});
