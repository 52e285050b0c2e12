import type {
	ConditionJudged,
	GoalClosed,
	GoalPublished,
	GoalRevised,
	OrganizationRegistered,
	ProgressCorrected,
	ProgressReported,
	RecordChecked,
	ReviewAnswered,
	ReviewPublished,
	RevisionReviewed,
	Unrecorded
} from '../../record/entries.ts';

/**
 * One thing that an import adds, in the order in which the record gets it. The shape is that of the
 * entry it becomes, except that a redacted evidence item may still carry its private `url` and
 * `archived_url`: the workspace keeps those, the database leaves them out of the entry. An answer to a review that the
 * same import adds names the place of that step among those that follow a registration, from 1.
 */
export type ImportStep =
	| Unrecorded<
			| OrganizationRegistered
			| GoalPublished
			| GoalRevised
			| ConditionJudged
			| GoalClosed
			| ProgressReported
			| ProgressCorrected
			| ReviewPublished
			| RevisionReviewed
			| RecordChecked
	  >
	| AnswerStep;

export type AnswerStep =
	| Unrecorded<ReviewAnswered>
	| (Omit<Unrecorded<ReviewAnswered>, 'review'> & { review_step: number });
