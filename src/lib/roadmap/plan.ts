import type { Organization } from '../record/state.ts';
import { compare, type Difference } from './differences.ts';
import type { RoadmapFile } from './file.ts';
import { fileFromRecord } from './from-record.ts';
import { newProblems } from './merged-rules.ts';
import { registration, stepsFor } from './plan-steps.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { ImportStep } from './steps.ts';

export type { Difference } from './differences.ts';
export type { ImportStep } from './steps.ts';

export type ImportPlan = {
	/** The entries to append, in order. Of no use where there are differences. */
	steps: ImportStep[];
	/** Where the file contradicts the record; the import is refused unless there are none. */
	differences: Difference[];
	/** Things worth knowing that stop nothing. */
	notes: string[];
};

/**
 * Plans the import of a valid file (see `parseRoadmap`) into a record that holds `organization`, or
 * nothing of it yet. Importing the same file again gives no steps. `today` is the day, YYYY-MM-DD, on
 * which a new organization is registered.
 */
export function planImport(
	file: RoadmapFile,
	organization: Organization | undefined,
	today: string
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
		notes: [
			...firstReasonNotes(file),
			...goals.flatMap(olderNote),
			...unlisted.map(({ key }) => `The record has goal "${key}", the file does not: it stays.`)
		]
	};
}

function factDifferences(recorded: RoadmapFile, file: RoadmapFile): Difference[] {
	const advice = 'an import does not change what an organization was registered with';
	return (['organization', 'roadmap'] as const).flatMap((part) =>
		compare(recorded[part], file[part], [part], advice)
	);
}

function olderNote({ goal, older }: Reconciled): string[] {
	if (older === 0) return [];
	const items = older === 1 ? 'one item' : `${older} items`;
	return [
		`The record has ${items} of goal "${goal.key}" that the file does not: nothing is removed.`
	];
}

function firstReasonNotes(file: RoadmapFile): string[] {
	return file.goals.flatMap(({ revisions }, index) =>
		revisions[0]?.reason === undefined
			? []
			: [
					`goals[${index}].revisions[0].reason is not recorded: a first revision changes nothing that needs one.`
				]
	);
}
