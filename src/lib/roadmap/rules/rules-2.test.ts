import { describe, expect, test } from 'vitest';
import { FORMAT } from '../file/file.ts';
import { parseRoadmap } from '../parse.ts';
import { planImport } from '../plan/plan.ts';
import { organizationOf, record } from '../testing.ts';
import { sampleFile } from '../testing-sample.ts';

/** What safety-roadmap/2 adds, and what safety-roadmap/1 goes on refusing. */

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

const reviewer = { name: 'Ada', relation: 'auditor', conflicts: 'none', access: 'public' };

/** The sample with something of everything that is new. */
function newer(): Loose {
	const file: Loose = structuredClone(sampleFile());
	file.format = FORMAT;
	file.organization.keeper = { name: 'Watch', url: 'https://watch.example' };
	file.checks = [
		{
			effective_on: '2026-08-01',
			by: 'Ada',
			sources: ['https://example.org/roadmap'],
			statement: 'Read.'
		}
	];
	const [weights, training, , , data, papers] = file.goals;
	weights.updates[1].met = [0];
	weights.reviews[0].findings = [{ criterion: 1, finding: 'not_met' }];
	weights.reviews[0].answer = { effective_on: '2026-02-25', statement: 'It is now.' };
	weights.revision_reviews = [
		{ effective_on: '2026-03-09', revision: 2, reviewer, effect: 'weaker', statement: 'Less.' }
	];
	Object.assign(data.revisions[0], {
		condition: { text: 'A model passes the threshold', threshold: '10^27' },
		target: { within_days: 90, basis: 'stated' }
	});
	data.conditions = [
		{ effective_on: '2026-06-01', state: 'not_met', statement: 'No such model.' },
		{ effective_on: '2026-07-01', state: 'unclear', statement: 'One may.', evidence: [] }
	];
	// What it succeeds is conditional too.
	for (const goal of [training, file.goals[2], file.goals[3]])
		goal.revisions[0].condition = { text: 'A model passes the threshold' };
	papers.closed.as = 'missed';
	return file;
}

const problemsOf = (file: Loose) => {
	const parsed = parseRoadmap(JSON.stringify(file));
	return parsed.ok ? [] : parsed.problems;
};

test('a file with all of it is read', () => {
	expect(problemsOf(newer())).toEqual([]);
});

describe('each broken rule is named alone, at its place', () => {
	test.each<[string, string, RegExp, (file: Loose) => unknown]>([
		[
			'a condition in a later revision',
			'goals[0].revisions[1].condition',
			/never changes/,
			(f) => (f.goals[0].revisions[1].condition = { text: 'Later' })
		],
		[
			'a day for a conditional goal',
			'goals[4].revisions[0].target.on',
			/within_days/,
			(f) => (f.goals[4].revisions[0].target = { on: '2026-09-01', basis: 'stated' })
		],
		[
			'days for an unconditional goal',
			'goals[0].revisions[0].target.within_days',
			/only to a conditional goal/,
			(f) => (f.goals[0].revisions[0].target = { within_days: 9, basis: 'stated' })
		],
		[
			'a target that says neither',
			'goals[0].revisions[0].target.on',
			/is missing/,
			(f) => (f.goals[0].revisions[0].target = { basis: 'stated' })
		],
		[
			'judgements of an unconditional goal',
			'goals[0].conditions',
			/only to a conditional goal/,
			(f) => (f.goals[0].conditions = f.goals[4].conditions)
		],
		[
			'judgements out of order',
			'goals[4].conditions[1].effective_on',
			/order of day/,
			(f) => f.goals[4].conditions.reverse()
		],
		[
			'a judgement before the goal',
			'goals[4].conditions[0].effective_on',
			/did not exist/,
			(f) => (f.goals[4].conditions[0].effective_on = '2026-05-31')
		],
		[
			'evidence of a condition that names criteria',
			'goals[4].conditions[1].evidence[0].criteria',
			/must be empty/,
			(f) =>
				(f.goals[4].conditions[1].evidence = [
					{
						...{ kind: 'link', visibility: 'public', title: 'T', url: 'https://a.example' },
						criteria: [0]
					}
				])
		],
		[
			'an unconditional successor of a conditional goal',
			'goals[2].closed.successors[0]',
			/no condition/,
			(f) => {
				delete f.goals[4].revisions[0].condition;
				f.goals[4].revisions[0].target = null;
				delete f.goals[4].conditions;
			}
		],
		[
			'a review of a revision that there is not',
			'goals[0].revision_reviews[0].revision',
			/is 3.*1 to 2/,
			(f) => (f.goals[0].revision_reviews[0].revision = 3)
		],
		[
			'a review before its revision',
			'goals[0].revision_reviews[0].effective_on',
			/before the revision's day, 2026-03-01/,
			(f) => (f.goals[0].revision_reviews[0].effective_on = '2026-02-28')
		],
		[
			'a claim past the last criterion',
			'goals[0].updates[1].met[1]',
			/0 to 0/,
			(f) => (f.goals[0].updates[1].met = [0, 1])
		],
		[
			'grade 4 that claims less than all',
			'goals[0].updates[1].met',
			/leaves out criterion 0/,
			(f) => (f.goals[0].updates[1].met = [])
		],
		[
			'a finding of no criterion',
			'goals[0].reviews[0].findings[0].criterion',
			/is 2/,
			(f) => (f.goals[0].reviews[0].findings[0].criterion = 2)
		],
		[
			'two findings of one criterion',
			'goals[0].reviews[0].findings[1].criterion',
			/is 1 again/,
			(f) => f.goals[0].reviews[0].findings.push({ criterion: 1, finding: 'met' })
		],
		[
			'an answer before its review',
			'goals[0].reviews[0].answer.effective_on',
			/before the review's day/,
			(f) => (f.goals[0].reviews[0].answer.effective_on = '2026-02-19')
		],
		[
			'missed with successors',
			'goals[5].closed.successors',
			/must be empty/,
			(f) => (f.goals[5].closed.successors = ['weights'])
		],
		[
			'missed at grade 4',
			'goals[0].closed.as',
			/stands at grade 4/,
			(f) => (f.goals[0].closed.as = 'missed')
		],
		[
			'a keeper of one’s own record',
			'organization.keeper',
			/only to a transcribed record/,
			(f) => {
				f.organization.kept_by = 'self';
				delete f.checks;
			}
		],
		[
			'a check of one’s own record',
			'checks',
			/only to a transcribed record/,
			(f) => {
				f.organization.kept_by = 'self';
				delete f.organization.keeper;
			}
		],
		[
			'a translation of no condition',
			'goals[0].revisions[0].translation.condition',
			/./,
			(f) =>
				(f.goals[0].revisions[0].translation = {
					...{ language: 'zh', title: '题', statement: '文', criteria: ['一', '二'] },
					condition: { text: '若' }
				})
		],
		['a list of a later version', 'models', /cannot keep yet/, (f) => (f.models = [])]
	])('%s', (_, path, message, change) => {
		const file = newer();
		change(file);
		const problems = problemsOf(file).filter(
			(each) => each.path !== 'goals[5].closed.successors[0]'
		);
		expect(problems.map((each) => each.path)).toEqual([path]);
		expect(problems[0]!.message).toMatch(message);
	});
});

describe('format 1 refuses what it does not know, and says where it belongs', () => {
	test.each<[string, string, (file: Loose) => unknown]>([
		[
			'reworded',
			'goals[0].revisions[1].change',
			(f) => (f.goals[0].revisions[1].change = 'reworded')
		],
		['missed', 'goals[5].closed.as', (f) => (f.goals[5].closed.as = 'missed')],
		['checks', 'checks', (f) => (f.checks = [])],
		['keeper', 'organization.keeper', (f) => (f.organization.keeper = {})],
		['met', 'goals[0].updates[0].met', (f) => (f.goals[0].updates[0].met = [])],
		[
			'a condition',
			'goals[0].revisions[0].condition',
			(f) => (f.goals[0].revisions[0].condition = { text: 'If' })
		],
		[
			'days from a condition',
			'goals[0].revisions[0].target.within_days',
			(f) => (f.goals[0].revisions[0].target.within_days = 9)
		]
	])('%s', (_, path, change) => {
		const file: Loose = structuredClone(sampleFile());
		change(file);
		expect(problemsOf(file)).toEqual([
			{ path, message: expect.stringContaining('it belongs to safety-roadmap/2') }
		]);
	});

	test('a file that names neither format is told of both', () => {
		const file = { ...sampleFile(), format: 'safety-roadmap/3' };
		expect(problemsOf(file)).toEqual([
			{ path: 'format', message: expect.stringMatching(/"safety-roadmap\/1", "safety-roadmap\/2"/) }
		]);
	});
});

test('what is certified elsewhere is shown, and is no entry', () => {
	const file = { ...newer(), certified: [{ period: '2026-Q1', as_of: '2026-03-31', n: 3 }] };
	const parsed = parseRoadmap(JSON.stringify(file));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const plan = planImport(parsed.file, undefined, '2026-11-21');
	expect(plan.notes).toEqual(['Certified elsewhere, and not taken over: 2026-Q1.']);
	expect(plan.steps.filter(({ kind }) => kind.startsWith('scorecard'))).toEqual([]);
});

test('an answer comes to a review that is recorded, once', () => {
	const read = (file: Loose) => {
		const parsed = parseRoadmap(JSON.stringify(file));
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
		return parsed.file;
	};
	const file = newer();
	const { answer } = file.goals[0].reviews[0];
	delete file.goals[0].reviews[0].answer;
	const state = record(planImport(read(file), undefined, '2026-11-21').steps, 'example');
	const recorded = organizationOf(state, 'example');
	file.goals[0].reviews[0].answer = answer;
	const { steps, differences } = planImport(read(file), recorded, '2026-11-21');
	const review = recorded.entries.find(({ kind }) => kind === 'review.published')!.seq;
	expect(differences).toEqual([]);
	expect(steps).toEqual([
		{ kind: 'review.answered', goal: 'weights', of: 'first-look', review, ...answer }
	]);
	const both = organizationOf(record(steps, 'example', state), 'example');
	file.goals[0].reviews[0].answer = { ...answer, statement: 'Otherwise.' };
	expect(planImport(read(file), both, '2026-11-21').differences).toMatchObject([
		{ path: 'goals[0].reviews[0].answer.statement' }
	]);
});
