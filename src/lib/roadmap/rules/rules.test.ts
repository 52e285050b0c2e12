import { describe, expect, test } from 'vitest';
import type { RoadmapFile } from '../file/file.ts';
import { checkRules } from './rules.ts';
import { sampleFile } from '../testing-sample.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

function check(change: (goals: Loose) => unknown) {
	const file: RoadmapFile = sampleFile();
	change(file.goals);
	return checkRules(file);
}

const update = (effective_on: string, more: object = {}) => {
	return { effective_on, grade: 1, narrative: 'Text.', evidence: [], ...more };
};

test('the sample keeps every rule', () => {
	expect(check(() => 0)).toEqual([]);
});

describe('each broken rule is named alone, at its place', () => {
	test.each<[string, string, RegExp, (goals: Loose) => unknown]>([
		['two goals with one key', 'goals[5].key', /goals\[0\]/, (g) => (g[5].key = 'weights')],
		[
			'a file that one item redacts and another shows',
			'goals[0].updates[0].evidence[1].visibility',
			/evidence\[0\]/,
			(g) => {
				const file = { kind: 'file', title: 'T', sha256: 'a'.repeat(64), criteria: [] };
				const redaction = { category: 'legal', description: 'D' };
				g[0].updates[0].evidence = [
					{ ...file, visibility: 'public' },
					{ ...file, visibility: 'redacted', redaction }
				];
			}
		],
		[
			'an address that one item redacts and another shows',
			'goals[0].updates[0].evidence[0].visibility',
			/evidence\[1\]/,
			(g) => {
				const link = { kind: 'link', title: 'T', criteria: [] };
				const redaction = { category: 'legal', description: 'D' };
				g[0].updates[0].evidence = [
					{ ...link, url: 'https://a.example/b/', visibility: 'redacted', redaction },
					{ ...link, url: 'http://A.example/b', visibility: 'public' }
				];
			}
		],
		[
			'first revision not published',
			'goals[3].revisions[0].change',
			/"published"/,
			(g) => (g[3].revisions[0].change = 'editorial')
		],
		[
			'later revision published',
			'goals[0].revisions[1].change',
			/later revision/,
			(g) => (g[0].revisions[1].change = 'published')
		],
		[
			'later revision without reason',
			'goals[0].revisions[1].reason',
			/missing/,
			(g) => delete g[0].revisions[1].reason
		],
		[
			'later revision with an empty reason',
			'goals[0].revisions[1].reason',
			/empty/,
			(g) => (g[0].revisions[1].reason = ' ')
		],
		[
			'revisions out of order',
			'goals[0].revisions[1].effective_on',
			/order of day/,
			(g) =>
				Object.assign(g[0].revisions[1], {
					effective_on: '2026-01-09',
					criteria: ['Locked', 'Logged']
				})
		],
		[
			'revision after the closing',
			'goals[0].revisions[1].effective_on',
			/after the goal's closing/,
			(g) => (g[0].revisions[1].effective_on = '2026-05-02')
		],
		[
			'updates out of order',
			'goals[0].updates[1].effective_on',
			/order of day/,
			(g) => (g[0].updates[1].effective_on = '2026-01-31')
		],
		[
			'update before the goal',
			'goals[4].updates[0].effective_on',
			/first revision on 2026-06-01/,
			(g) => (g[4].updates[0].effective_on = '2026-05-31')
		],
		[
			'update after the closing',
			'goals[0].updates[3].effective_on',
			/only a correction/,
			(g) => g[0].updates.push(update('2026-05-21'))
		],
		[
			'two updates with one key',
			'goals[0].updates[2].key',
			/key of its own/,
			(g) => (g[0].updates[2].key = 'first-look')
		],
		[
			'correction of nothing',
			'goals[0].updates[2].corrects',
			/no update's key/,
			(g) => {
				g[0].updates[2].corrects = 'gone';
				g[0].updates[2].evidence = [];
			}
		],
		[
			'correction of a later update',
			'goals[0].updates[2].corrects',
			/no earlier update/,
			(g) => {
				g[0].updates[2].corrects = 'later';
				g[0].updates[2].evidence = [];
				g[0].updates.push(update('2026-07-01', { key: 'later', corrects: 'first-look' }));
			}
		],
		[
			'correction of itself',
			'goals[0].updates[2].corrects',
			/no earlier update/,
			(g) => {
				g[0].updates[2].corrects = 'second-look';
				g[0].updates[2].evidence = [];
			}
		],
		[
			'correction of another goal’s update',
			'goals[4].updates[0].corrects',
			/in this goal/,
			(g) => (g[4].updates[0].corrects = 'first-look')
		],
		[
			'criterion of a later revision’s day',
			'goals[0].updates[1].evidence[0].criteria[0]',
			/2026-04-01 has 0 to 0/,
			(g) => (g[0].updates[1].evidence[0].criteria = [1])
		],
		[
			'criterion past the end',
			'goals[0].updates[0].evidence[0].criteria[1]',
			/is 2.*0 to 1/,
			(g) => (g[0].updates[0].evidence[0].criteria = [0, 2])
		],
		[
			'criterion of a correction, on the original’s day',
			'goals[0].updates[2].evidence[0].criteria[0]',
			/2026-02-01/,
			(g) => (g[0].updates[2].evidence[0].criteria = [2])
		],
		[
			'criterion where there is none',
			'goals[4].updates[0].evidence[0].criteria[0]',
			/no criteria/,
			(g) =>
				(g[4].updates[0].evidence = [
					{ kind: 'file', visibility: 'public', title: 'x', sha256: 'ab'.repeat(32), criteria: [0] }
				])
		],
		[
			'review of no update',
			'goals[0].reviews[0].of',
			/no update's key/,
			(g) => (g[0].reviews[0].of = 'gone')
		],
		[
			'closing before the goal',
			'goals[5].closed.effective_on',
			/first revision/,
			(g) => (g[5].closed.effective_on = '2026-01-31')
		],
		[
			'delivered without grade 4',
			'goals[0].closed.as',
			/grade 4 by 2026-05-01/,
			(g) => (g[0].updates[1].grade = 3)
		],
		[
			'delivered without updates',
			'goals[5].closed.as',
			/grade 4/,
			(g) => (g[5].closed.as = 'delivered')
		],
		[
			'delivered, grade 4 a day late',
			'goals[0].closed.as',
			/grade 4 by 2026-05-01/,
			(g) => {
				g[0].updates[1].grade = 3;
				const late = { key: 'late', corrects: 'second-look', grade: 4 };
				g[0].updates[2].effective_on = '2026-05-01';
				g[0].updates.push(update('2026-05-02', late));
			}
		],
		[
			'delivered, but corrected down by that day',
			'goals[0].closed.as',
			/stands at grade 4/,
			(g) => {
				g[0].updates[1].key = 'done';
				Object.assign(g[0].updates[2], {
					corrects: 'done',
					effective_on: '2026-05-01',
					evidence: []
				});
			}
		],
		[
			'superseded by nothing',
			'goals[2].closed.successors',
			/exactly one/,
			(g) => (g[2].closed.successors = [])
		],
		[
			'split into one',
			'goals[1].closed.successors',
			/two or more/,
			(g) => (g[1].closed.successors = ['pre-training'])
		],
		[
			'delivered with a successor',
			'goals[0].closed.successors',
			/must be empty/,
			(g) => {
				g[0].closed.successors = ['next'];
				g.push({
					...g[3],
					key: 'next',
					area: 'security',
					revisions: [{ ...g[3].revisions[0], effective_on: '2026-05-01' }]
				});
			}
		],
		[
			'successor named twice',
			'goals[1].closed.successors[2]',
			/again/,
			(g) => g[1].closed.successors.push('pre-training')
		],
		[
			'successor that is not in the file',
			'goals[2].closed.successors[0]',
			/no goal's key/,
			(g) => (g[2].closed.successors = ['gone'])
		],
		[
			'successor that is the goal',
			'goals[2].closed.successors[0]',
			/itself/,
			(g) => (g[2].closed.successors = ['pre-training'])
		],
		[
			'successor in another area',
			'goals[2].closed.successors[0]',
			/same area, alignment/,
			(g) => (g[4].area = 'policy')
		],
		[
			'successor that begins later',
			'goals[2].closed.successors[0]',
			/closing's day, 2026-05-31/,
			(g) => (g[2].closed.effective_on = '2026-05-31')
		],
		[
			'successor of two goals',
			'goals[6].closed.successors[0]',
			/"pre-training" already/,
			(g) => g.push({ ...g[2], key: 'other' })
		]
	])('%s', (_, path, message, change) => {
		expect(check(change)).toEqual([{ path, message: expect.stringMatching(message) }]);
	});

	test('superseded by two', () => {
		const found = check((g) => (g[2].closed.successors = ['data', 'post-training']));
		expect(found.map(({ path }) => path)).toEqual([
			'goals[2].closed.successors',
			'goals[2].closed.successors[1]'
		]);
	});

	test('goals that succeed each other in a circle', () => {
		const circle = (key: string, successor: string) => (goals: Loose) => {
			const closed = {
				effective_on: '2026-02-01',
				as: 'superseded',
				reason: 'x',
				successors: [successor]
			};
			return { ...goals[5], key, closed };
		};
		const found = check((g) => g.push(circle('a', 'b')(g), circle('b', 'a')(g)));
		expect(found).toEqual([
			{ path: 'goals[7].closed.successors[0]', message: expect.stringContaining('circle') }
		]);
	});
});
