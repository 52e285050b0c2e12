import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Organization } from '../../record/state.ts';
import type { RoadmapFile } from '../file/file.ts';
import { fileFromRecord } from '../file/from-record.ts';
import { parseRoadmap } from '../parse.ts';
import { planImport, type ImportPlan } from './plan.ts';
import { organizationOf, record } from '../testing.ts';
import { sampleFile } from '../testing-sample.ts';

const TODAY = '2026-11-21';
const NOTHING: ImportPlan = { steps: [], differences: [], problems: [], notes: [] };

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

function recorded(file: RoadmapFile): Organization {
	const { steps, differences } = planImport(file, undefined, TODAY);
	expect(differences).toEqual([]);
	const { slug } = file.organization;
	return organizationOf(record(steps, slug), slug);
}

/** The sample after a change, checked to be valid in itself. */
function changed(change: (goals: Loose, file: Loose) => unknown): RoadmapFile {
	const file = sampleFile();
	change(file.goals, file);
	expect(parseRoadmap(JSON.stringify(file))).toMatchObject({ ok: true });
	return file;
}

const update = (effective_on: string, more: object = {}) => {
	return { effective_on, grade: 1, narrative: 'Text.', evidence: [], ...more };
};
const brief = (plan: ImportPlan) =>
	plan.steps.map((step) => {
		if (step.kind === 'organization.registered') return `${step.effective_on} ${step.kind}`;
		if (step.kind === 'record.checked') return `${step.effective_on} ${step.kind} ${step.by}`;
		const part = 'update' in step ? step.update : 'of' in step ? step.of : '';
		return `${step.effective_on} ${step.kind} ${step.goal} ${part}`.trim();
	});

describe('a new organization', () => {
	test('gets every entry in an order in which each can follow', () => {
		expect(brief(planImport(sampleFile(), undefined, TODAY))).toEqual([
			'2026-11-21 organization.registered',
			'2026-01-10 goal.published weights',
			'2026-01-10 goal.published training',
			'2026-02-01 goal.published papers',
			'2026-02-01 progress.reported weights first-look',
			'2026-02-01 goal.closed papers',
			'2026-02-20 review.published weights first-look',
			'2026-03-01 goal.revised weights',
			'2026-04-01 progress.reported weights 2026-04-01',
			'2026-04-15 goal.published pre-training',
			'2026-04-15 goal.published post-training',
			'2026-04-15 goal.closed training',
			'2026-05-01 goal.closed weights',
			'2026-05-20 progress.corrected weights second-look',
			'2026-06-01 goal.published data',
			'2026-06-01 progress.reported data 2026-06-01',
			'2026-06-01 goal.closed pre-training'
		]);
	});

	test('gets steps shaped as entries: nothing undefined, no null, the revision on the day', () => {
		const { steps } = planImport(sampleFile(), undefined, TODAY);
		expect(steps[0]).toStrictEqual({
			kind: 'organization.registered',
			effective_on: TODAY,
			name: 'Example',
			url: 'https://example.org',
			kept_by: 'transcriber',
			kept_by_note: 'Copied from public pages.',
			roadmap: { title: 'Safety Roadmap', url: 'https://example.org/roadmap', cadence_days: 90 }
		});
		expect(steps[2]).toStrictEqual({
			kind: 'goal.published',
			effective_on: '2026-01-10',
			goal: 'training',
			revision: 1,
			area: 'alignment',
			title: 'Train with care',
			statement: 'What Train with care promises.',
			criteria: ['Carefully']
		});
		expect(steps[13]).toStrictEqual({
			kind: 'progress.corrected',
			effective_on: '2026-05-20',
			goal: 'weights',
			update: 'second-look',
			corrects: 'first-look',
			revision: 1,
			grade: 1,
			narrative: 'The order had not gone out.',
			evidence: [
				{
					kind: 'file',
					visibility: 'redacted',
					title: 'Letter',
					criteria: [1],
					redaction: { category: 'privacy', description: 'Names a person.' }
				}
			]
		});
	});

	test('keeps the private address of redacted evidence in the step', () => {
		const { steps } = planImport(sampleFile(), undefined, TODAY);
		expect(steps[8]).toMatchObject({
			revision: 2,
			evidence: [{ visibility: 'redacted', url: 'https://intranet.example.org/report' }]
		});
	});

	test('gets keys made from days, clear of keys that the file gives', () => {
		const file = changed((goals) => {
			goals[4].updates = [
				update('2026-06-01'),
				update('2026-06-01'),
				update('2026-06-02', { key: '2026-06-01' }),
				update('2026-06-02', { key: '2026-06-01-3' })
			];
		});
		const keys = planImport(file, undefined, TODAY).steps.flatMap((step) =>
			step.kind === 'progress.reported' && step.goal === 'data' ? step.update : []
		);
		expect(keys).toEqual(['2026-06-01-2', '2026-06-01-4', '2026-06-01', '2026-06-01-3']);
		expect(planImport(file, recorded(file), TODAY)).toEqual(NOTHING);
	});

	test('records a review after its update, though it speaks of an earlier day', () => {
		const file = changed((goals) => (goals[0].reviews[0].effective_on = '2026-01-05'));
		const steps = brief(planImport(file, undefined, TODAY));
		const reported = steps.indexOf('2026-02-01 progress.reported weights first-look');
		expect(steps[reported + 1]).toBe('2026-01-05 review.published weights first-look');
		expect(planImport(file, recorded(file), TODAY)).toEqual(NOTHING);
	});

	test('is told that the reason of a first revision is not recorded', () => {
		const file = changed((goals) => (goals[1].revisions[0].reason = 'Because.'));
		const note = expect.stringContaining('goals[1].revisions[0].reason');
		expect(planImport(file, undefined, TODAY).notes).toEqual([note]);
		expect(planImport(file, recorded(file), TODAY)).toEqual({ ...NOTHING, notes: [note] });
	});
});

describe('the same again', () => {
	test('adds nothing: the example', () => {
		const parsed = parseRoadmap(readFileSync('supabase/examples/anthropic.json', 'utf8'));
		if (!parsed.ok) throw new Error('the example is not valid');
		const organization = recorded(parsed.file);
		expect(planImport(parsed.file, organization, '2027-01-01')).toEqual(NOTHING);
		expect(fileFromRecord(organization).goals).toHaveLength(11);
	});

	test.each<[string, (goals: Loose, file: Loose) => unknown]>([
		['as it was', () => 0],
		['goals in another order', (g) => g.reverse()],
		['successors in another order', (g) => g[1].closed.successors.reverse()],
		['the private address changed or gone', (g) => delete g[0].updates[1].evidence[0].url],
		['a key added', (g) => (g[0].updates[1].key = 'locks-in')],
		['a key taken away', (g) => delete g[0].updates[2].key],
		['a review list that is empty instead of absent', (g) => (g[1].reviews = [])],
		['no list of successors where there are none', (g) => delete g[0].closed.successors],
		[
			'fields in another order',
			(g) => (g[0].closed = Object.fromEntries(Object.entries(g[0].closed).reverse()))
		]
	])('adds nothing: %s', (_, change) => {
		const parsed = parseRoadmap(JSON.stringify(changed(change)));
		if (!parsed.ok) throw new Error('unreachable: the change was checked');
		expect(planImport(parsed.file, recorded(sampleFile()), TODAY)).toEqual(NOTHING);
	});

	test('adds nothing: a report and a correction of one day, whose order the record changes', () => {
		const file = changed((goals) => {
			goals[4].updates = [
				update('2026-06-01', { key: 'a' }),
				update('2026-06-02', { corrects: 'a', grade: 2 }),
				update('2026-06-02', { grade: 3 })
			];
		});
		expect(planImport(file, recorded(file), TODAY)).toEqual(NOTHING);
	});
});

describe('a longer file', () => {
	const add = (change: (goals: Loose) => unknown) =>
		planImport(changed(change), recorded(sampleFile()), TODAY);

	test('adds what is new, in order', () => {
		const plan = add((goals) => {
			goals[3].revisions.push({
				...goals[3].revisions[0],
				effective_on: '2026-07-01',
				change: 'editorial',
				reason: 'Clearer.'
			});
			goals[3].updates.push(update('2026-05-01'), update('2026-07-01', { grade: 4 }));
			goals[3].closed = {
				effective_on: '2026-07-02',
				as: 'delivered',
				reason: 'x',
				successors: []
			};
			goals.unshift({ ...goals[1], key: 'new', closed: undefined });
		});
		expect(plan.differences).toEqual([]);
		expect(brief(plan)).toEqual([
			'2026-01-10 goal.published new',
			'2026-05-01 progress.reported post-training 2026-05-01',
			'2026-07-01 goal.revised post-training',
			'2026-07-01 progress.reported post-training 2026-07-01',
			'2026-07-02 goal.closed post-training'
		]);
		expect(plan.steps[2]).toMatchObject({ revision: 2 });
		expect(plan.steps[3]).toMatchObject({ revision: 2 });
	});

	test('names by a new key what was recorded under its day', () => {
		const plan = add((goals) => {
			goals[0].updates[1].key = 'locks-in';
			goals[0].updates.push(update('2026-06-01', { key: 'c', corrects: 'locks-in', grade: 3 }));
			goals[0].reviews.push({ ...goals[0].reviews[0], of: 'locks-in', effective_on: '2026-06-02' });
			goals[0].reviews.push({ ...goals[0].reviews[0], of: 'c', effective_on: '2026-06-02' });
		});
		expect(plan.differences).toEqual([]);
		expect(plan.steps).toMatchObject([
			{ kind: 'progress.corrected', update: 'c', corrects: '2026-04-01', revision: 2 },
			{ kind: 'review.published', of: '2026-04-01' },
			{ kind: 'review.published', of: 'c' }
		]);
	});

	test('adds a second update of a day after the first', () => {
		const plan = add((goals) => goals[4].updates.push(update('2026-06-01')));
		expect(plan.differences).toEqual([]);
		expect(brief(plan)).toEqual(['2026-06-01 progress.reported data 2026-06-01-2']);
	});
});

test('an organization that keeps its own record calls its new revisions what they are', () => {
	const self = (file: RoadmapFile): RoadmapFile => ({
		...file,
		organization: { slug: 'example', name: 'E', url: 'https://example.org', kept_by: 'self' }
	});
	const revision = (change: string, day: string, criteria: string[]) => ({
		...sampleFile().goals[1]!.revisions[0]!,
		...{ change, effective_on: day, criteria, reason: 'A reason.' }
	});
	const untrue = changed((goals) => {
		goals[5].closed = undefined;
		goals[4].revisions.push(revision('editorial', '2026-07-01', ['Another']));
	});
	const path = 'goals[4].revisions[1].change';
	expect(planImport(self(untrue), undefined, TODAY).problems).toMatchObject([{ path }]);
	expect(planImport(untrue, undefined, TODAY).problems).toEqual([]);
	// What was recorded before this was asked stays as it is, and later revisions follow it.
	const before = recorded(self(untrue));
	expect(planImport(self(untrue), before, TODAY)).toEqual(NOTHING);
	const more = structuredClone(untrue);
	more.goals[4]!.revisions.push(revision('date_moved', '2026-08-01', ['A third']) as never);
	expect(planImport(self(more), before, TODAY).problems).toMatchObject([
		{ path: 'goals[4].revisions[2].change' }
	]);
});

describe('an older file', () => {
	test('adds nothing and contradicts nothing', () => {
		const older = changed((goals) => {
			goals.splice(5, 1);
			goals[0].updates.pop();
			goals[0].reviews = [];
			goals[2].closed = undefined;
			goals[4].updates = [];
		});
		const plan = planImport(older, recorded(sampleFile()), TODAY);
		expect(plan).toEqual({
			steps: [],
			differences: [],
			problems: [],
			notes: [
				expect.stringContaining('2 items of goal "weights"'),
				expect.stringContaining('one item of goal "pre-training"'),
				expect.stringContaining('one item of goal "data"'),
				expect.stringContaining('goal "papers"')
			]
		});
	});
});

describe('a file that contradicts the record', () => {
	test.each<[string, string, unknown, unknown, (goals: Loose, file: Loose) => unknown]>([
		[
			'another slug',
			'organization.slug',
			'example',
			'other',
			(_, f) => (f.organization.slug = 'other')
		],
		['another name', 'organization.name', 'Example', 'X', (_, f) => (f.organization.name = 'X')],
		[
			'another keeper',
			'organization.kept_by',
			'transcriber',
			'self',
			(_, f) => (f.organization.kept_by = 'self')
		],
		['another cadence', 'roadmap.cadence_days', 90, 30, (_, f) => (f.roadmap.cadence_days = 30)],
		['another area', 'goals[0].area', 'security', 'policy', (g) => (g[0].area = 'policy')],
		[
			'another title',
			'goals[0].revisions[1].title',
			'Guard the weights',
			'X',
			(g) => (g[0].revisions[1].title = 'X')
		],
		[
			'another criterion',
			'goals[0].revisions[0].criteria[1]',
			'Logged',
			'X',
			(g) => (g[0].revisions[0].criteria[1] = 'X')
		],
		[
			'a criterion more',
			'goals[3].revisions[0].criteria',
			[],
			['X'],
			(g) => (g[3].revisions[0].criteria = ['X'])
		],
		[
			'another target',
			'goals[0].revisions[0].target.on',
			'2026-06-30',
			'2026-07-31',
			(g) => (g[0].revisions[0].target.on = '2026-07-31')
		],
		[
			'a target taken away',
			'goals[0].revisions[1].target',
			{ on: '2026-09-30', basis: 'stated' },
			null,
			(g) => (g[0].revisions[1].target = null)
		],
		[
			'an outlook added',
			'goals[3].revisions[0].outlook',
			undefined,
			'likely',
			(g) => (g[3].revisions[0].outlook = 'likely')
		],
		[
			'another reason',
			'goals[0].revisions[1].reason',
			'Logging moved elsewhere.',
			'X',
			(g) => (g[0].revisions[1].reason = 'X')
		],
		[
			'another change',
			'goals[0].revisions[1].change',
			'narrowed',
			'editorial',
			(g) => (g[0].revisions[1].change = 'editorial')
		],
		['another grade', 'goals[0].updates[0].grade', 2, 3, (g) => (g[0].updates[0].grade = 3)],
		[
			'another day under the same key',
			'goals[0].updates[0].effective_on',
			'2026-02-01',
			'2026-02-02',
			(g) => (g[0].updates[0].effective_on = '2026-02-02')
		],
		[
			'another evidence address',
			'goals[0].updates[0].evidence[0].url',
			'https://example.org/order',
			'https://x.example',
			(g) => (g[0].updates[0].evidence[0].url = 'https://x.example')
		],
		[
			'another redaction',
			'goals[0].updates[1].evidence[0].redaction.category',
			'public_safety',
			'legal',
			(g) => (g[0].updates[1].evidence[0].redaction.category = 'legal')
		],
		[
			'evidence for another criterion',
			'goals[0].updates[1].evidence[0].criteria',
			[0],
			[],
			(g) => (g[0].updates[1].evidence[0].criteria = [])
		],
		[
			'no longer a correction',
			'goals[0].updates[2].corrects',
			'first-look',
			undefined,
			(g) => {
				delete g[0].updates[2].corrects;
				delete g[0].closed;
				g[0].updates[2].evidence = [];
			}
		],
		[
			'another key for a given one',
			'goals[0].updates[2].key',
			'second-look',
			'x',
			(g) => (g[0].updates[2].key = 'x')
		],
		[
			'another judgement',
			'goals[0].reviews[0].evidence',
			'insufficient',
			'partly',
			(g) => (g[0].reviews[0].evidence = 'partly')
		],
		[
			'another relation',
			'goals[0].reviews[0].reviewer.relation',
			'auditor',
			'friend',
			(g) => (g[0].reviews[0].reviewer.relation = 'friend')
		],
		[
			'another closing day',
			'goals[0].closed.effective_on',
			'2026-05-01',
			'2026-05-02',
			(g) => (g[0].closed.effective_on = '2026-05-02')
		],
		[
			'closed otherwise',
			'goals[5].closed.reason',
			'No time.',
			'X',
			(g) => (g[5].closed.reason = 'X')
		]
	])('%s', (_, path, before, after, change) => {
		const { differences } = planImport(changed(change), recorded(sampleFile()), TODAY);
		expect(differences).toContainEqual({
			path,
			message: expect.any(String),
			recorded: before,
			file: after
		});
	});

	const differing = (change: (goals: Loose) => unknown) =>
		planImport(changed(change), recorded(sampleFile()), TODAY).differences.map(
			({ path, message }) => `${path} ${message}`
		);

	test('one difference for each field that differs', () => {
		const found = differing((g) => {
			g[0].updates[0].grade = 3;
			g[0].updates[0].narrative = 'Other.';
		});
		expect(found).toEqual([
			expect.stringMatching(
				/^goals\[0\]\.updates\[0\]\.grade is 3, but the record says 2: .*correction/
			),
			expect.stringMatching(/^goals\[0\]\.updates\[0\]\.narrative is "Other\."/)
		]);
	});

	test('an update moved to another day', () => {
		expect(differing((g) => (g[4].updates[0].effective_on = '2026-06-03'))).toEqual([
			expect.stringMatching(/^goals\[4\]\.updates lacks a recorded update/)
		]);
	});

	test('a revision moved to another day', () => {
		expect(differing((g) => (g[0].revisions[1].effective_on = '2026-03-02'))).toEqual([
			expect.stringMatching(/^goals\[0\]\.revisions lacks a recorded revision/)
		]);
	});

	test('a review under another name', () => {
		expect(differing((g) => (g[0].reviews[0].reviewer.name = 'Bo'))).toEqual([
			expect.stringMatching(/^goals\[0\]\.reviews lacks a recorded review/)
		]);
	});

	test('a new revision before a recorded one', () => {
		const found = differing((g) =>
			g[0].revisions.splice(1, 0, {
				...g[0].revisions[0],
				change: 'editorial',
				reason: 'x',
				effective_on: '2026-02-15'
			})
		);
		expect(found).toEqual([
			expect.stringMatching(/^goals\[0\]\.revisions\[1\] is new, but stands in/)
		]);
	});

	test('a new update in front of a recorded one of the same day', () => {
		const found = differing((g) => g[0].updates.unshift(update('2026-02-01', { key: 'earlier' })));
		expect(found).toEqual([
			expect.stringMatching(/^goals\[0\]\.updates\[0\] is new, but stands in/)
		]);
	});

	test('two recorded updates of one day in the other order', () => {
		const twice = (first: string, second: string) =>
			changed((g) => {
				g[4].updates = [first, second].map((key) => update('2026-06-01', { key }));
			});
		const { differences } = planImport(twice('b', 'a'), recorded(twice('a', 'b')), TODAY);
		expect(differences).toMatchObject([{ path: 'goals[4].updates[1]' }]);
	});

	test('a new update after a closing that only the record has', () => {
		const found = differing((g) => {
			delete g[5].closed;
			g[5].updates.push(update('2026-02-02'));
		});
		expect(found).toEqual([
			expect.stringMatching(/^goals\[5\]\.updates\[0\]\.effective_on is after .*together with/)
		]);
	});

	test('a closing before an update that only the record has', () => {
		const late = changed((g) => g[4].updates.push(update('2026-06-05')));
		const early = changed((g) => {
			g[4].closed = { effective_on: '2026-06-02', as: 'withdrawn', reason: 'x', successors: [] };
		});
		expect(planImport(early, recorded(late), TODAY).differences).toMatchObject([
			{ path: 'goals[4].updates[1].effective_on' }
		]);
	});

	test('a second predecessor for a goal that succeeds another in the record', () => {
		const found = differing((g) => {
			delete g[2].closed;
			g[3].closed = {
				effective_on: '2026-06-01',
				as: 'superseded',
				reason: 'x',
				successors: ['data']
			};
		});
		expect(found).toEqual([
			expect.stringMatching(/^goals\[3\]\.closed\.successors\[0\] .*"pre-training" already/)
		]);
	});
});

test('what the record alone breaks does not stop a file', () => {
	const organization = recorded(sampleFile());
	const { closing } = organization.goals.get('papers')!;
	closing!.as = 'split';
	const file = changed((goals) => {
		goals.splice(5, 1);
		goals[4].updates.push(update('2026-07-01'));
	});
	const plan = planImport(file, organization, TODAY);
	expect(plan.differences).toEqual([]);
	expect(plan.steps).toHaveLength(1);
});

test('a review is not put in front of a recorded one of the same day, which counts as the later', () => {
	const before = recorded(sampleFile());
	const file = changed(([goal]) => {
		const [first] = goal.reviews;
		goal.reviews.unshift({ ...first, reviewer: { ...first.reviewer, name: 'Somebody Else' } });
	});
	const { differences } = planImport(file, before, TODAY);
	expect(differences.map(({ path }) => path)).toEqual(['goals[0].reviews[0]']);
});
