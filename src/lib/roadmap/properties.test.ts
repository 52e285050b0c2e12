import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../record/day.ts';
import { roadmapFile } from './file/file.ts';
import { fileFromRecord } from './file/from-record.ts';
import { parseRoadmap, type Problem } from './parse.ts';
import { getLocale, overwriteGetLocale } from '../paraglide/runtime.js';
import { planImport } from './plan/plan.ts';
import { checkRules } from './rules/rules.ts';
import type { ImportStep } from './plan/steps.ts';
import {
	fileUntil,
	organizationOf,
	record,
	roadmapFiles,
	withoutIdleKeys,
	withoutPrivate
} from './testing.ts';

const TODAY = '2026-11-21';
const SLUG = 'example';
const options = { numRuns: 150 };
const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-01-01', days));

function importAll(steps: ImportStep[], onto?: ReturnType<typeof record>) {
	return organizationOf(record(steps, SLUG, onto), SLUG);
}

/** Steps as a set: the order between goals on one day may differ, and with it the place of an answered review. */
function sorted(steps: readonly ImportStep[]): string[] {
	const placeless = (name: string, value: unknown) =>
		name === 'review' || name === 'review_step' ? undefined : value;
	return steps.map((step) => JSON.stringify(step, placeless)).sort();
}

describe('random valid files', () => {
	test.prop([roadmapFiles], options)('pass the shape and every rule', (file) => {
		expect(checkRules(file)).toEqual([]);
		expect(parseRoadmap(JSON.stringify(file))).toEqual({ ok: true, file: roadmapFile.parse(file) });
	});

	test.prop([roadmapFiles], options)('imported again add nothing', (file) => {
		const recorded = importAll(planImport(file, undefined, TODAY).steps);
		const again = planImport(file, recorded, TODAY);
		expect(again).toEqual({ steps: [], differences: [], problems: [], notes: [] });
	});

	test.prop([roadmapFiles], options)('come back from the record as they went in', (file) => {
		const { steps } = planImport(file, undefined, TODAY);
		const recorded = importAll(steps);
		const exported = fileFromRecord(recorded);
		expect(parseRoadmap(JSON.stringify(exported))).toEqual({ ok: true, file: exported });
		expect(planImport(exported, recorded, TODAY).steps).toEqual([]);
		expect(planImport(exported, recorded, TODAY).differences).toEqual([]);
		expect(fileFromRecord(importAll(planImport(exported, undefined, TODAY).steps))).toEqual(
			exported
		);
		expect(sorted(planImport(exported, undefined, TODAY).steps)).toEqual(
			sorted(steps.map(withoutPrivate))
		);
	});

	test.prop([roadmapFiles, day], options)(
		'add exactly the rest to what an earlier day gave',
		(file, until) => {
			const earlier = fileUntil(file, until);
			const state = record(planImport(earlier, undefined, TODAY).steps, SLUG);
			const rest = planImport(file, organizationOf(state, SLUG), TODAY);
			expect(rest.differences).toEqual([]);
			const all = planImport(file, undefined, TODAY).steps;
			expect(sorted([...planImport(earlier, undefined, TODAY).steps, ...rest.steps])).toEqual(
				sorted(all)
			);
			const both = importAll(rest.steps, state);
			expect(planImport(file, both, TODAY)).toEqual({
				steps: [],
				differences: [],
				problems: [],
				notes: []
			});
			const older = planImport(earlier, both, TODAY);
			expect([older.steps, older.differences]).toEqual([[], []]);
			expect(older.notes.length > 0).toBe(rest.steps.length > 0);
		}
	);

	test.prop([roadmapFiles, day], options)(
		'may give keys to what was recorded without',
		(file, until) => {
			const earlier = withoutIdleKeys(fileUntil(file, until));
			const first = planImport(earlier, undefined, TODAY).steps;
			const state = record(first, SLUG);
			const rest = planImport(file, organizationOf(state, SLUG), TODAY);
			expect(rest.differences).toEqual([]);
			const all = planImport(file, undefined, TODAY).steps;
			expect(first.length + rest.steps.length).toBe(all.length);
			const both = importAll(rest.steps, state);
			expect(planImport(file, both, TODAY)).toEqual({
				steps: [],
				differences: [],
				problems: [],
				notes: []
			});
		}
	);

	test.prop([roadmapFiles], options)(
		'are recorded in an order in which each step can follow',
		(file) => {
			const { steps } = planImport(file, undefined, TODAY);
			const days = steps.filter((step) => step.kind.startsWith('goal.')).map((s) => s.effective_on);
			expect(days).toEqual(days.toSorted());
			const published = new Set<string>();
			for (const step of steps) {
				if (step.kind === 'goal.published') published.add(step.goal);
				if (step.kind === 'goal.closed')
					expect(step.successors.every((key) => published.has(key))).toBe(true);
			}
		}
	);

	const slips = fc.array(fc.tuple(fc.nat(), fc.option(fc.jsonValue({ maxDepth: 1 }))), {
		minLength: 1,
		maxLength: 3
	});
	test.prop([roadmapFiles, slips], { numRuns: 300 })(
		'with something replaced or left out are either refused or still importable',
		(file, changes) => {
			const broken = structuredClone(file);
			for (const [at, value] of changes) replaceSomewhere(broken, at, value);
			const parsed = parseRoadmap(JSON.stringify(broken));
			if (!parsed.ok) {
				expect(parsed.problems.length).toBeGreaterThan(0);
				return;
			}
			const { steps } = planImport(parsed.file, undefined, TODAY);
			const recorded = organizationOf(
				record(steps, parsed.file.organization.slug),
				parsed.file.organization.slug
			);
			expect(planImport(parsed.file, recorded, TODAY)).toMatchObject({
				steps: [],
				differences: []
			});
			const other = organizationOf(record(planImport(file, undefined, TODAY).steps, SLUG), SLUG);
			expect(planImport(parsed.file, other, TODAY)).toHaveProperty('differences');
		}
	);

	test.prop([roadmapFiles, slips, fc.nat(200)], { numRuns: 200 })(
		'are refused at the same places in either language, each in its own words',
		(file, changes, cut) => {
			const broken = structuredClone(file);
			for (const [at, value] of changes) replaceSomewhere(broken, at, value);
			const whole = JSON.stringify(broken);
			for (const text of [whole, whole.slice(0, cut)]) {
				const english = problemsIn('en', text);
				const chinese = problemsIn('zh', text);
				expect(chinese.map(({ path }) => path)).toEqual(english.map(({ path }) => path));
				for (const { message } of english) expect(message).toMatch(/^[a-z]/);
				for (const { message } of chinese) expect(message).toMatch(/\p{Script=Han}/u);
			}
		}
	);
});

function problemsIn(locale: 'en' | 'zh', text: string): Problem[] {
	const before = getLocale;
	overwriteGetLocale(() => locale);
	try {
		const parsed = parseRoadmap(text);
		return parsed.ok ? [] : parsed.problems;
	} finally {
		overwriteGetLocale(before);
	}
}

/** Replaces one of the values in a tree, or removes it where there is no other value. */
function replaceSomewhere(root: object, at: number, value: unknown): void {
	const places: [Record<string, unknown>, string][] = [];
	const walk = (node: unknown) => {
		if (typeof node !== 'object' || node === null) return;
		for (const [name, child] of Object.entries(node)) {
			places.push([node as Record<string, unknown>, name]);
			walk(child);
		}
	};
	walk(root);
	const [parent, name] = places[at % places.length]!;
	if (value !== null) parent[name] = value;
	else if (Array.isArray(parent)) parent.splice(Number(name), 1);
	else delete parent[name];
}
