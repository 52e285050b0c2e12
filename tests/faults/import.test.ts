import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyRecord } from '../../src/lib/record/fold.ts';
import { planImport } from '../../src/lib/roadmap/plan.ts';
import { fileUntil, organizationOf, record, roadmapFiles } from '../../src/lib/roadmap/testing.ts';
import { scorecard } from '../../src/lib/scoring/method-1.ts';
import { importRoadmap } from '../../src/lib/server/import.ts';
import { readRecord } from '../../src/lib/server/record.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';

/** Random valid roadmap files through the real database: what it records is what the plan said. */

const TODAY = '2026-11-21';
let database: TestDatabase;
beforeAll(async () => void (database = await openDatabase()), 60_000);
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

			const state = await readRecord(database.operator, emptyRecord());
			const recorded = organizationOf(state, slug);
			const planned = organizationOf(record(planImport(file, undefined, TODAY).steps, slug), slug);
			for (const day of days.slice(0, 3)) {
				const actual = scorecard(recorded, day, 0);
				const expected = scorecard(planned, day, 0);
				expect(actual.overall.delivery).toEqual(expected.overall.delivery);
				expect(byKey(actual.goals)).toEqual(byKey(expected.goals));
			}
		}),
		{ numRuns: 40 }
	);
}, 120_000);

const byKey = <T extends { key: string }>(goals: T[]) =>
	[...goals].sort((a, b) => a.key.localeCompare(b.key));
