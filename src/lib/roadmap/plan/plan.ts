import { m } from '../../paraglide/messages.js';
import type { Organization } from '../../record/state.ts';
import { compare, type Difference } from './differences.ts';
import type { FileCheck, RoadmapFile } from '../file/file.ts';
import { FORMAT_1 } from '../file/file-1.ts';
import { fileFromRecord, reviewsOf } from '../file/from-record.ts';
import { newProblems } from './merged-rules.ts';
import { registration, stepsFor } from './plan-steps.ts';
import { reconcile, reconcileChecks, type Recorded, type Reconciled } from './reconcile.ts';
import { problem, type Problem } from '../file/problem.ts';
import { without } from '../file/without.ts';
import type { ImportStep } from './steps.ts';
import { repeatedCriterion, untrueRevision } from '../rules/true-change.ts';

export type { Difference } from './differences.ts';
export type { ImportStep } from './steps.ts';

export type ImportPlan = {
	/** The entries to append, in order. Of no use where there are differences. */
	steps: ImportStep[];
	/** Where the file contradicts the record; the import is refused unless there are none. */
	differences: Difference[];
	/** What the file adds and must not add as it is; the import is refused unless there are none. */
	problems: Problem[];
	/** Things worth knowing that stop nothing. */
	notes: string[];
};

/** What is asked of a file besides the rules of its format: the problems of what it adds. */
export type Asked = (
	file: RoadmapFile,
	goals: readonly Reconciled[],
	checks: readonly FileCheck[]
) => Problem[];

/**
 * Plans the import of a valid file (see `parseRoadmap`) into a record that holds `organization`, or
 * nothing of it yet. Importing the same file again gives no steps. `today` is the day, YYYY-MM-DD, on
 * which a new organization is registered.
 */
export function planImport(
	file: RoadmapFile,
	organization: Organization | undefined,
	today: string,
	asked: Asked = () => []
): ImportPlan {
	const recorded = organization && fileFromRecord(organization);
	const recordedGoals = new Map(
		recorded?.goals.map((goal): [string, Recorded] => {
			const reviews = reviewsOf(organization!.goals.get(goal.key)!);
			return [goal.key, { goal, numbers: reviews.map(({ review }) => review.seq) }];
		})
	);
	const goals = file.goals.map((goal, index) =>
		reconcile(goal, recordedGoals.get(goal.key), ['goals', index])
	);
	const checks = reconcileChecks(file.checks ?? [], recorded?.checks ?? []);
	const listed = new Set(file.goals.map((goal) => goal.key));
	const unlisted = recorded?.goals.filter((goal) => !listed.has(goal.key)) ?? [];
	const differences = [
		...(recorded ? factDifferences(recorded, file) : []),
		...goals.flatMap((goal) => goal.differences),
		...checks.differences
	];
	if (recorded && differences.length === 0 && goals.some((goal) => goal.added.size > 0)) {
		const merged = { ...file, goals: [...goals.map(({ goal }) => goal), ...unlisted] };
		differences.push(...newProblems(recorded, merged));
	}
	return {
		steps: [...(recorded ? [] : [registration(file, today)]), ...stepsFor(goals, checks.added)],
		differences,
		problems: [
			...(file.organization.kept_by === 'self'
				? goals.flatMap((goal, index) => untrueRevisions(goal, index, file.format))
				: []),
			...asked(file, goals, checks.added)
		],
		notes: [
			...firstReasonNotes(file),
			...goals.flatMap(olderNote),
			...unlisted.map(({ key }) => m.import_note_goal({ key })),
			...(checks.older ? [m.import_note_checks({ count: checks.older })] : []),
			...certifiedNote(file)
		]
	};
}

function factDifferences(recorded: RoadmapFile, file: RoadmapFile): Difference[] {
	// The older format has no word for a keeper.
	const organization =
		file.format === FORMAT_1 ? without(recorded.organization, 'keeper') : recorded.organization;
	const known = { organization, roadmap: recorded.roadmap };
	return (['organization', 'roadmap'] as const).flatMap((part) =>
		compare(known[part], file[part], [part], m.import_advice_facts())
	);
}

/** Who transcribes says what the organization called a change; who keeps its own record calls it what it is. */
function untrueRevisions(
	{ goal: { revisions }, added }: Reconciled,
	index: number,
	format: string
): Problem[] {
	return revisions.flatMap((revision, at) => {
		if (!added.has(revision)) return [];
		const path = ['goals', index, 'revisions', at];
		const twice = repeatedCriterion(revision.criteria);
		if (twice) return [problem([...path, 'criteria', twice - 1], m.form_criterion_twice())];
		const before = revisions[at - 1];
		const untrue = before ? untrueRevision(before, revision, format) : null;
		if (!untrue) return [];
		return [problem([...path, ...(untrue.field ? [untrue.field] : [])], untrue.message)];
	});
}

/** What another instance certified is certified there, whatever comes over from it. */
function certifiedNote({ certified = [] }: RoadmapFile): string[] {
	if (!certified.length) return [];
	const list = certified.map(({ period, as_of }) => period ?? as_of ?? '–').join(m.list_comma());
	return [m.import_note_certified({ list })];
}

function olderNote({ goal, older }: Reconciled): string[] {
	return older === 0 ? [] : [m.import_note_older({ count: older, key: goal.key })];
}

function firstReasonNotes(file: RoadmapFile): string[] {
	return file.goals.flatMap(({ revisions }, index) =>
		revisions[0]?.reason === undefined ? [] : [m.import_note_reason({ index })]
	);
}
