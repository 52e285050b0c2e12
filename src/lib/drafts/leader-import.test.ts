import { expect, test } from 'vitest';
import type { RoadmapFile } from '../roadmap/file/file.ts';
import { parseRoadmap } from '../roadmap/parse.ts';
import { planImport } from '../roadmap/plan/plan.ts';
import { organizationOf, record } from '../roadmap/testing.ts';
import { askedOfLeaders, type Rules } from './leader-import.ts';

const TODAY = '2026-11-21';
const SELF: Rules = { two_person_rule: false, kept_by: 'self' };
const link = (criteria: number[]) => ({
	...{ kind: 'link', visibility: 'public', title: 'Log', url: 'https://example.org/log' },
	criteria
});
const update = (effective_on: string, grade: number, more: object = {}) => ({
	...{ effective_on, grade, narrative: 'Text.', evidence: [], ...more }
});
const revision = (effective_on: string, criteria: string[], more: object = {}) => ({
	...{ effective_on, change: 'published', title: 'T', statement: 'S', criteria, target: null },
	...more
});

function fileOf(...goals: object[]): RoadmapFile {
	const url = 'https://example.org';
	const parsed = parseRoadmap(
		JSON.stringify({
			format: 'safety-roadmap/2',
			organization: { slug: 'example', name: 'Example', url, kept_by: 'self' },
			roadmap: { title: 'Roadmap', url, cadence_days: 90 },
			goals: goals.map((goal, at) => ({ key: `g${at}`, area: 'policy', updates: [], ...goal }))
		})
	);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return parsed.file;
}

/** What is asked of the file on top of what was imported before. */
function asked(file: RoadmapFile, rules = SELF, before?: RoadmapFile): string[] {
	const recorded =
		before &&
		organizationOf(record(planImport(before, undefined, TODAY).steps, 'example'), 'example');
	const plan = planImport(file, recorded, TODAY, askedOfLeaders('example', rules, TODAY));
	expect(plan.differences).toEqual([]);
	return plan.problems.map(({ path, message }) => `${path}: ${message}`);
}

const twoCriteria = revision('2026-01-01', ['A', 'B']);

test('every day ahead and every criterion without evidence is named, with its line', () => {
	const file = fileOf(
		{ revisions: [twoCriteria], updates: [update('2026-02-01', 4, { evidence: [link([1])] })] },
		{ revisions: [twoCriteria], updates: [update('2026-02-01', 4)] },
		{ revisions: [revision('2026-01-01', [])], updates: [update(TODAY, 4)] },
		{
			revisions: [revision('2027-01-01', [])],
			updates: [update('2027-01-02', 1)],
			closed: { effective_on: '2027-01-03', as: 'withdrawn', reason: 'R.' }
		}
	);
	const ahead = (day: string) =>
		`is ${day}, which lies ahead: publish it on that day, or give today (${TODAY}, UTC) or an earlier day`;
	const missing = (index: number) =>
		`names no criterion ${index}: grade 4 needs evidence for every criterion, so add some or choose a lower grade`;
	expect(asked(file)).toEqual([
		`goals[0].updates[0].evidence: ${missing(0)}`,
		`goals[1].updates[0].evidence: ${missing(0)}`,
		`goals[1].updates[0].evidence: ${missing(1)}`,
		'goals[2].updates[0].evidence: is empty: grade 4 needs evidence, so add some or choose a lower grade',
		`goals[3].revisions[0].effective_on: ${ahead('2027-01-01')}`,
		`goals[3].updates[0].effective_on: ${ahead('2027-01-02')}`,
		`goals[3].closed.effective_on: ${ahead('2027-01-03')}`
	]);
	expect(asked(file, { two_person_rule: null, kept_by: 'transcriber' })).toEqual([]);
	expect(asked(file, SELF, file), 'what is recorded already is not asked again').toEqual([]);
});

test('a correction is measured by the criteria of the day that it goes back to', () => {
	const revisions = [
		revision('2026-01-01', ['A']),
		revision('2026-03-01', ['A', 'B'], { change: 'strengthened', reason: 'More.' })
	];
	const first = update('2026-02-01', 3, { key: 'first', evidence: [link([0])] });
	const full = { evidence: [link([0])], corrects: 'first' };
	expect(asked(fileOf({ revisions, updates: [first, update('2026-04-01', 4, full)] }))).toEqual([]);
	expect(asked(fileOf({ revisions, updates: [first, update('2026-04-01', 3, full)] }))).toEqual([
		'goals[0].updates[1]: says what the update that it corrects says: change something, or leave it out'
	]);
});

test('a goal that is closed in the record is not revised, even on the day of its closing', () => {
	const closed = { effective_on: '2026-05-01', as: 'withdrawn', reason: 'R.' };
	const revisions = [twoCriteria];
	const later = revision('2026-05-01', ['A', 'B', 'C'], { change: 'strengthened', reason: 'M.' });
	const more = fileOf({ revisions: [...revisions, later], closed });
	expect(asked(more)).toEqual([]);
	expect(asked(more, SELF, fileOf({ revisions, closed }))).toEqual([
		'goals[0].revisions[1]: is new, but the goal is closed: a closed goal cannot be revised'
	]);
});

test('what needs others is named beside the rest', () => {
	const reviewer = { name: 'R', relation: 'external', conflicts: 'None.', access: 'public' };
	const review = { effective_on: '2026-02-02', of: 'u', reviewer, grade: 1, agrees: 'yes' };
	const file = fileOf({
		revisions: [twoCriteria],
		updates: [update('2026-02-01', 4, { key: 'u', evidence: [link([0])] })],
		reviews: [{ ...review, evidence: 'sufficient', statement: 'S.' }]
	});
	const problems = asked(file, { two_person_rule: true, kept_by: 'self' });
	expect(problems).toHaveLength(3);
	expect(problems[0]).toContain('Two people must stand behind each update');
	expect(problems[1]).toContain('reviewers of this organization');
	expect(problems[2]).toContain('names no criterion 1');
});

test('a closing needs two people as an update does', () => {
	const closed = { effective_on: '2026-02-02', as: 'withdrawn', reason: 'R.', successors: [] };
	const file = fileOf({ revisions: [twoCriteria], closed });
	expect(asked(file, SELF)).toEqual([]);
	expect(asked(file, { two_person_rule: true, kept_by: 'self' })).toEqual([
		expect.stringContaining('closing')
	]);
});

test('so does a revision, and what publishes a goal does not', () => {
	const ruled = { two_person_rule: true, kept_by: 'self' };
	const later = revision('2026-03-01', ['A'], { change: 'narrowed', reason: 'R.' });
	const first = fileOf({ revisions: [twoCriteria] });
	const file = fileOf({ revisions: [twoCriteria, later] });
	expect(asked(first, ruled)).toEqual([]);
	expect(asked(file, SELF)).toEqual([]);
	for (const before of [undefined, first])
		expect(asked(file, ruled, before)).toEqual([expect.stringContaining('closing')]);
	expect(asked(file, ruled, file)).toEqual([]);
});

test('judgements need two people, and reviews of revisions their reviewers', () => {
	const ruled = { two_person_rule: true, kept_by: 'self' };
	const conditional = revision('2026-01-01', ['A'], { condition: { text: 'If' } });
	const conditions = [{ effective_on: '2026-02-01', state: 'unclear', statement: 'Perhaps.' }];
	const reviewer = { name: 'Ada', relation: 'r', conflicts: '', access: 'public' };
	const review = { effective_on: '2026-02-01', revision: 1, reviewer, effect: 'same' };
	const revision_reviews = [{ ...review, statement: 'S.' }];
	const judged = fileOf({ revisions: [conditional], conditions });
	const reviewed = fileOf({ revisions: [conditional], revision_reviews });
	expect(asked(judged)).toEqual([]);
	expect(asked(judged, ruled)).toEqual([expect.stringContaining('judgement of a condition')]);
	expect(asked(reviewed)).toEqual([expect.stringContaining('reviewers of this organization')]);
	expect(asked(reviewed, { two_person_rule: false, kept_by: 'transcriber' })).toEqual([]);
	const ahead = [{ ...conditions[0], effective_on: '2027-01-01' }];
	expect(asked(fileOf({ revisions: [conditional], conditions: ahead }))).toEqual([
		expect.stringContaining('goals[0].conditions[0].effective_on: is 2027-01-01')
	]);
});
