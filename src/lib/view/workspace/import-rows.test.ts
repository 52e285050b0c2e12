import { expect, test } from 'vitest';
import { planImport } from '../../roadmap/plan/plan.ts';
import { fileUntil, organizationOf, record } from '../../roadmap/testing.ts';
import { sampleFile } from '../../roadmap/testing-sample.ts';
import { importRows, type ImportRow } from './import-rows.ts';

const TODAY = '2026-11-21';
const brief = ({ day, badge, goal, grade }: ImportRow) =>
	[day, badge, goal?.title ?? '–', goal?.area ?? '–', grade ?? '–'].join(' | ');

test('a first import lists each entry with the goal’s title by then, its area and the grade', () => {
	const { steps } = planImport(sampleFile(), undefined, TODAY);
	const rows = importRows(steps, undefined);
	expect(rows).toHaveLength(steps.length);
	const lines = rows.map(brief);
	expect(lines).toContain(`${TODAY} | registered | – | – | –`);
	expect(lines).toContain('2026-01-10 | published | Guard the weights | security | –');
	expect(lines).toContain('2026-02-20 | reviewed | Guard the weights | security | 1');
	expect(lines).toContain('2026-03-01 | narrowed | Guard the weights | security | –');
	expect(lines).toContain('2026-04-01 | reported | Guard the weights | security | 4');
	expect(lines).toContain('2026-04-15 | split | Train with care | alignment | –');
	expect(lines).toContain('2026-05-20 | corrected | Guard the weights | security | 1');
});

test('what follows takes its titles from the record, until a revision changes them', () => {
	const file = sampleFile();
	file.goals[0]!.revisions[1]!.title = 'Guard the locks';
	const { slug } = file.organization;
	const before = planImport(fileUntil(file, '2026-01-31'), undefined, TODAY);
	const recorded = organizationOf(record(before.steps, slug), slug);
	const rows = importRows(planImport(file, recorded, TODAY).steps, recorded);
	expect(rows.filter(({ goal }) => goal?.key === 'weights').map(brief)).toEqual([
		'2026-02-01 | reported | Guard the weights | security | 2',
		'2026-02-20 | reviewed | Guard the weights | security | 1',
		'2026-03-01 | narrowed | Guard the locks | security | –',
		'2026-04-01 | reported | Guard the locks | security | 4',
		'2026-05-01 | delivered | Guard the locks | security | –',
		'2026-05-20 | corrected | Guard the locks | security | 1'
	]);
});
