import { m } from '../../paraglide/messages.js';
import type { Organization } from '../../record/state.ts';
import { compare, type Difference } from './differences.ts';
import type { RoadmapFile } from '../file/file.ts';
import { fileFromRecord } from '../file/from-record.ts';
import { newProblems } from './merged-rules.ts';
import { registration, stepsFor } from './plan-steps.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import { problem, type Problem } from '../file/problem.ts';
import type { ImportStep } from './steps.ts';
import { untrueRevision } from '../rules/true-change.ts';

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

/** What is asked of a file besides the rules of its format: the problems of what it adds to these goals. */
export type Asked = (file: RoadmapFile, goals: readonly Reconciled[]) => Problem[];

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
	const recordedGoals = new Map(recorded?.goals.map((goal) => [goal.key, goal]));
	const goals = file.goals.map((goal, index) =>
		reconcile(goal, recordedGoals.get(goal.key), ['goals', index])
	);
	const listed = new Set(file.goals.map((goal) => goal.key));
	const unlisted = recorded?.goals.filter((goal) => !listed.has(goal.key)) ?? [];
	const differences = [
		...(recorded ? factDifferences(recorded, file) : []),
		...goals.flatMap((goal) => goal.differences)
	];
	if (recorded && differences.length === 0 && goals.some((goal) => goal.added.size > 0)) {
		const merged = { ...file, goals: [...goals.map(({ goal }) => goal), ...unlisted] };
		differences.push(...newProblems(recorded, merged));
	}
	return {
		steps: [...(recorded ? [] : [registration(file, today)]), ...stepsFor(goals)],
		differences,
		problems: [
			...(file.organization.kept_by === 'self' ? goals.flatMap(untrueLabels) : []),
			...asked(file, goals)
		],
		notes: [
			...firstReasonNotes(file),
			...goals.flatMap(olderNote),
			...unlisted.map(({ key }) => m.import_note_goal({ key }))
		]
	};
}

function factDifferences(recorded: RoadmapFile, file: RoadmapFile): Difference[] {
	return (['organization', 'roadmap'] as const).flatMap((part) =>
		compare(recorded[part], file[part], [part], m.import_advice_facts())
	);
}

/** Who transcribes says what the organization called a change; who keeps its own record calls it what it is. */
function untrueLabels({ goal: { revisions }, added }: Reconciled, index: number): Problem[] {
	return revisions.flatMap((revision, at) => {
		const before = revisions[at - 1];
		const untrue = before && added.has(revision) ? untrueRevision(before, revision) : null;
		if (!untrue) return [];
		const path = ['goals', index, 'revisions', at, ...(untrue.field ? [untrue.field] : [])];
		return [problem(path, untrue.message)];
	});
}

function olderNote({ goal, older }: Reconciled): string[] {
	return older === 0 ? [] : [m.import_note_older({ count: older, key: goal.key })];
}

function firstReasonNotes(file: RoadmapFile): string[] {
	return file.goals.flatMap(({ revisions }, index) =>
		revisions[0]?.reason === undefined ? [] : [m.import_note_reason({ index })]
	);
}
