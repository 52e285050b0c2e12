import { expect, test } from 'vitest';
import { fold } from '../../record/fold.ts';
import {
	amended,
	entries,
	organizationOf,
	published,
	registered,
	reported
} from '../../record/testing.ts';
import { anthropicRoadmap, entriesOf } from '../../record/testing-roadmap.ts';
import { METHODS } from '../../scoring/methods.ts';
import { organizationsAnswer, scorecardAnswer } from './answers.ts';

const FIGURES = ['n', 'claimed', 'evidenced', 'gap', 'delivery'];
const anthropic = fold(entriesOf(anthropicRoadmap(), '2026-02-18'));

test('a scorecard has the fields of the API and no others', () => {
	const organization = organizationOf([
		published('2026-01-10', 'a', { target: '2026-02-01' }),
		reported('2026-02-10', 'a', 2)
	]);
	const answer = scorecardAnswer(organization, '2026-03-01', 3);
	expect(Object.keys(answer)).toEqual(
		'organization as_of method seq overall areas goals known_then two_person_rule'.split(' ')
	);
	expect(Object.keys(answer.overall)).toEqual(FIGURES);
	expect(Object.keys(answer.overall.delivery)).toEqual(['n', 'rate', 'on_time']);
	expect(Object.keys(answer.areas)).toEqual(['security', 'alignment', 'safeguards', 'policy']);
	expect(answer.goals).toEqual([
		{
			key: 'a',
			area: 'security',
			title: 'Goal a',
			state: 'open',
			grade: 2,
			claimed: 0.5,
			supported: 0.5,
			evidence: null,
			fresh: 1,
			weight: 1,
			in_set: true,
			target: '2026-02-01',
			original_target: '2026-02-01',
			slip_days: 0,
			explained: {
				coverage: 0.5,
				full_coverage: 1,
				needed: 1,
				reviews: 0,
				limit: null,
				narrowed_since: null,
				announced_when_done: false,
				condition: null,
				share: 1,
				lost: 0
			}
		}
	]);
	const { overall, areas } = answer;
	const late = { entries: 0, longest_days: 0 };
	expect(answer.known_then).toEqual({ overall, areas, late, differs: false });
});

test('by method 1 a goal has the value of its evidence, and nothing more is explained', () => {
	const organization = organizationOf([
		published('2026-01-10', 'a'),
		reported('2026-02-10', 'a', 2)
	]);
	const answer = scorecardAnswer(organization, '2026-03-01', 3, METHODS[1]);
	expect(answer).toMatchObject({ method: 1, overall: { evidenced: 25 } });
	expect(answer.goals[0]).toMatchObject({ supported: 0.5, evidence: 0.5 });
	expect(answer.goals[0]).not.toHaveProperty('explained');
	expect(scorecardAnswer(organization, '2026-03-01', 3).method).toBe(2);
});

test.each([
	['2026-01-31', false],
	['2026-02-01', true],
	['2026-03-01', false]
])('on %s the two-person rule is on: %s', (t, on) => {
	const organization = organizationOf([amended('2026-02-01', true), amended('2026-02-20', false)]);
	expect(scorecardAnswer(organization, t, 3).two_person_rule).toBe(on);
});

test('a transcribed scorecard says who wrote it down', () => {
	const organization = anthropic.organizations.get('anthropic')!;
	const answer = scorecardAnswer(organization, '2026-07-10', anthropic.seq);
	expect(answer).toMatchObject({
		kept_by: 'transcriber',
		kept_by_note: organization.registered.kept_by_note
	});
	expect(answer.overall.claimed).toBeCloseTo((20 + 0 + 100 / 3 + 100) / 4, 10);
});

test('organizations stand with their own last entry and the record’s', () => {
	const state = fold([
		...entries([registered('2026-01-01'), published('2026-01-10', 'a')], { organization: 'one' }),
		...entries([registered('2026-01-01')], { organization: 'two', from: 3 })
	]);
	const { organizations, seq } = organizationsAnswer(state);
	expect(seq).toBe(3);
	expect(organizations.map((each) => [each.slug, each.seq])).toEqual([
		['one', 2],
		['two', 3]
	]);
	expect(organizations[0]).toMatchObject({
		kept_by: 'self',
		kept_by_note: null,
		links: { scorecard: '/api/v1/organizations/one/scorecard' }
	});
});
