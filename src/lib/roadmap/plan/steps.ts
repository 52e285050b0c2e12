import type {
	GoalClosed,
	GoalPublished,
	GoalRevised,
	OrganizationRegistered,
	ProgressCorrected,
	ProgressReported,
	ReviewPublished,
	Unrecorded
} from '../../record/entries.ts';

/**
 * One thing that an import adds, in the order in which the record gets it. The shape is that of the
 * entry it becomes, except that a redacted evidence item may still carry its private `url` and
 * `archived_url`: the workspace keeps those, the database leaves them out of the entry.
 */
export type ImportStep = Unrecorded<
	| OrganizationRegistered
	| GoalPublished
	| GoalRevised
	| GoalClosed
	| ProgressReported
	| ProgressCorrected
	| ReviewPublished
>;
