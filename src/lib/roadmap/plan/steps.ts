import type {
	EvidenceItem,
	Given,
	GoalClosed,
	GoalPublished,
	GoalRevised,
	OrganizationRegistered,
	ProgressCorrected,
	ProgressReported,
	ReviewPublished
} from '../../record/entries.ts';

/** An entry before it is recorded: the database gives it its number and its time. */
type Unrecorded<T> = Omit<T, Given>;

/**
 * One thing that an import adds, in the order in which the record gets it. The shape is that of the
 * entry it becomes, except that a redacted evidence item may still carry its private `url` and
 * `archived_url`: the workspace keeps those, the database leaves them out of the entry.
 */
export type ImportStep =
	| Unrecorded<OrganizationRegistered>
	| Unrecorded<GoalPublished>
	| Unrecorded<GoalRevised>
	| Unrecorded<GoalClosed>
	| Unrecorded<ProgressReported>
	| Unrecorded<ProgressCorrected>
	| Unrecorded<ReviewPublished>;

export type { EvidenceItem };
