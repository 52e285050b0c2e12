import type { GoalPublished } from '../../record/entries.ts';
import { defined } from './defined.ts';
import type { FileRevision } from './file.ts';

/** A file's target as entries have it: of a conditional goal, days from its condition. */
export function targetsOf({
	target
}: Pick<FileRevision, 'target'>): Pick<GoalPublished, 'target' | 'target_within'> {
	if (!target) return {};
	const { on, within_days, ...rest } = target;
	if (within_days !== undefined) return { target_within: { days: within_days, ...rest } };
	return on === undefined ? {} : { target: { on, ...rest } };
}

/** What a revision of a file says of its goal, to be compared with another. */
export const textOf = (revision: FileRevision) =>
	defined({ ...revision, target: undefined, ...targetsOf(revision) });
