import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { operatorImported } from '../support/imports.ts';
import { fileFromRecord } from '../../src/lib/roadmap/file/from-record.ts';
import { planImport } from '../../src/lib/roadmap/plan/plan.ts';
import { previewImport } from '../../src/lib/roadmap/preview.ts';
import { fileUntil, organizationOf, record, roadmapFiles } from '../../src/lib/roadmap/testing.ts';
import { filesIn } from '../../src/lib/server/imports/import-files.ts';
import { importRoadmap } from '../../src/lib/server/imports/import.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { examples } from '../support/full.ts';
import { outcome } from '../support/outcome.ts';
import { foldRecord } from '../support/record.ts';
import { newest } from '../../src/lib/scoring/methods.ts';

/** Random valid roadmap files through the real database: what it records is what the plan said. */

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const TODAY = '2026-11-21';
let database: TestDatabase;
beforeAll(async () => void (database = await openDatabase()));
afterAll(() => database.close());

test('any valid file imports, in two parts or at once, and then adds nothing', async () => {
	let number = 0;
	await fc.assert(
		fc.asyncProperty(roadmapFiles, fc.nat(), async (generated, pick) => {
			number += 1;
			const slug = `organization-${number}`;
			const file = { ...generated, organization: { ...generated.organization, slug } };
			const days = file.goals.flatMap(({ revisions, updates }) =>
				[...revisions, ...updates].map(({ effective_on }) => effective_on)
			);
			const parts = days.length ? [fileUntil(file, days[pick % days.length]!), file] : [file];
			for (const part of parts) {
				const result = await importRoadmap(database.operator, JSON.stringify(part), {
					today: TODAY
				});
				expect(result, JSON.stringify(part)).toMatchObject({ ok: true });
			}
			const again = await importRoadmap(database.operator, JSON.stringify(file), { today: TODAY });
			expect(again).toMatchObject({ ok: true, added: 0 });

			const state = await foldRecord(database);
			const recorded = organizationOf(state, slug);
			// Into another place, an export gives the same file again.
			const exported = fileFromRecord(recorded);
			const copy = `${slug}-copy`;
			const moved = { ...exported, organization: { ...exported.organization, slug: copy } };
			const text = JSON.stringify(moved);
			expect(await importRoadmap(database.operator, text, { today: TODAY })).toMatchObject({
				ok: true
			});
			expect(fileFromRecord(organizationOf(await foldRecord(database), copy))).toEqual(moved);
			const planned = organizationOf(record(planImport(file, undefined, TODAY).steps, slug), slug);
			for (const day of days.slice(0, 3)) {
				const actual = newest.scorecard(recorded, day, 0);
				const expected = newest.scorecard(planned, day, 0);
				expect(actual.overall.delivery).toEqual(expected.overall.delivery);
				expect(byKey(actual.goals)).toEqual(byKey(expected.goals));
			}
		}),
		{ numRuns: examples(40) }
	);
});

const byKey = <T extends { key: string }>(goals: T[]) =>
	[...goals].sort((a, b) => a.key.localeCompare(b.key));

const FIRST = {
	effective_on: '2026-01-01',
	change: 'published',
	title: 'A goal',
	statement: 'A promise.',
	criteria: ['At most 5 in 1000', 'Reported'],
	target: { on: '2026-06-30', basis: 'stated' }
};
const promise = (slug: string, kept: object, ...later: object[]) => {
	const revisions = later.map((each) => ({ ...FIRST, reason: 'A reason.', ...each }));
	return JSON.stringify({
		format: 'safety-roadmap/1',
		organization: { slug, name: slug, url: 'https://example.org', ...kept },
		roadmap: { title: 'Roadmap', url: 'https://example.org/roadmap', cadence_days: 90 },
		goals: [{ key: 'a', area: 'policy', revisions: [FIRST, ...revisions], updates: [] }]
	});
};
const SELF = { kept_by: 'self' };
const OTHERS = { kept_by: 'transcriber', kept_by_note: 'From public pages.' };
const LATER = { on: '2026-12-31', basis: 'stated' };
const revised = (change: string, text: object) => ({ effective_on: '2026-02-01', change, ...text });

const UNTRUE: [string, object, RegExp, string][] = [
	['editorial', { target: LATER }, /^must be another, since the target date/, 'change'],
	['editorial', { criteria: ['Reported'] }, /criterion was removed/, 'change'],
	[
		'editorial',
		{ criteria: ['At most 9 in 1000', 'Reported'] },
		/criterion 1 says something else.*“reworded” needs the format safety-roadmap\/2/,
		'change'
	],
	['editorial', { criteria: [...FIRST.criteria, 'More'] }, /a criterion is added/, 'change'],
	['strengthened', { target: null }, /^cannot be strengthened/, 'change'],
	['date_moved', { target: LATER, criteria: ['Told', 'Reported'] }, /criterion 1/, 'change'],
	['narrowed', {}, /^says what the revision before it says/, '']
];
const preview = async (file: string) => previewImport(file, await foldRecord(database), TODAY);
let kept = 0;
const stepsOf = async (file: string) => {
	const { slug } = JSON.parse(file).organization;
	const state = await foldRecord(database);
	return planImport(JSON.parse(file), state.organizations.get(slug), TODAY).steps;
};

test.each(UNTRUE)(
	'an organization cannot call %s in a file what is not: %j',
	async (change, text, told, field) => {
		const slug = `kept-${(kept += 1)}`;
		const file = promise(slug, SELF, revised(change, text));
		const path = ['goals[0].revisions[1]', field].filter(Boolean).join('.');
		const problems = [{ path, message: expect.stringMatching(told) }];
		// At once, or once the first revision is recorded.
		expect(await preview(file)).toEqual({ ok: false, problems });
		const options = { today: TODAY };
		expect(await importRoadmap(database.operator, file, options)).toEqual({ ok: false, problems });
		await importRoadmap(database.operator, promise(slug, SELF), options);
		expect(await preview(file)).toEqual({ ok: false, problems });
		const before = await foldRecord(database);
		const expected = before.organizations.get(slug)!.entries.at(-1)!.seq;
		const steps = (await stepsOf(file)) as never;
		const past = { slug, registration: null, expected, steps };
		expect(await outcome(operatorImported(database.operator, past))).toBe(
			field ? 'wrong_change' : 'nothing_changed'
		);
		expect(await foldRecord(database)).toEqual(before);

		// Who transcribes says what the organization called it.
		const copied = promise(`copied-${kept}`, OTHERS, revised(change, text));
		expect(await importRoadmap(database.operator, copied, options)).toMatchObject({ ok: true });
	}
);

test.each(['anthropic', 'demonstration'])('the example %s imports', async (name) => {
	const text = readFileSync(`supabase/examples/${name}.json`, 'utf8');
	const result = await importRoadmap(database.operator, text, { today: TODAY });
	expect(result).toMatchObject({ ok: true });
});

const HELD = Buffer.from('Findings of the audit.\n');
const SHA256 = createHash('sha256').update(HELD).digest('hex');
const evidenceFile = (more: object = {}) => ({
	...{ kind: 'file', visibility: 'public', title: 'Findings', sha256: SHA256, criteria: [] },
	...more
});

test('a file of evidence is published with name, type and size where its bytes come along, and only there', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'waymark-files-'));
	writeFileSync(join(directory, 'findings.txt'), HELD);
	const files = await filesIn(directory);
	rmSync(directory, { recursive: true });
	const text = (slug: string) =>
		JSON.stringify({
			format: 'safety-roadmap/2',
			organization: { slug, name: slug, url: 'https://example.org', ...OTHERS },
			roadmap: { title: 'Roadmap', url: 'https://example.org/roadmap', cadence_days: 90 },
			goals: [
				{
					key: 'a',
					area: 'policy',
					revisions: [{ ...FIRST, condition: { text: 'If' }, target: null }],
					updates: [
						{
							...{ effective_on: '2026-02-01', grade: 1, narrative: 'Text.' },
							evidence: [evidenceFile({ name: 'audit.txt', media_type: 'image/png', bytes: 1 })]
						}
					],
					conditions: [
						{
							...{ effective_on: '2026-02-02', state: 'unclear', statement: 'Perhaps.' },
							evidence: [evidenceFile()]
						}
					]
				}
			]
		});
	const without = await importRoadmap(database.operator, text('no-files'), { today: TODAY });
	expect(without).toMatchObject({ ok: true });
	// Read where they lay: what is gone meanwhile is told of.
	await expect(
		importRoadmap(database.operator, text('gone-files'), { today: TODAY, files })
	).rejects.toThrow('ENOENT');
	mkdirSync(directory);
	writeFileSync(join(directory, 'findings.txt'), HELD);
	const options = { today: TODAY, files: await filesIn(directory) };
	expect(await importRoadmap(database.operator, text('files'), options)).toMatchObject({
		ok: true
	});
	rmSync(directory, { recursive: true });
	const state = await foldRecord(database);
	const items = (slug: string) =>
		[...organizationOf(state, slug).goals.values()].flatMap(({ reports, judgements }) => [
			...reports.flatMap(({ original }) => original.entry.evidence),
			...judgements.flatMap(({ evidence }) => evidence)
		]);
	const held = { media_type: 'text/plain', bytes: HELD.length };
	expect(items('no-files')).toEqual([evidenceFile(), evidenceFile()]);
	expect(items('files')).toEqual([
		evidenceFile({ name: 'audit.txt', ...held }),
		evidenceFile({ name: 'findings.txt', ...held })
	]);
	const { data } = await database.operator.storage.from('evidence').download(`files/${SHA256}`);
	expect(Buffer.from(await data!.arrayBuffer())).toEqual(HELD);
	// Taken in, the same file again adds nothing.
	expect(await importRoadmap(database.operator, text('files'), options)).toMatchObject({
		ok: true,
		added: 0
	});
});
