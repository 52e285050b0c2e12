import type { Entry, ProgressCorrected, ProgressReported } from '../entries.ts';
import type { FoldIndex, Found } from '../fold-index.ts';
import type { Goal, Update } from '../state.ts';
import { fail } from './misplaced.ts';

export function report(goal: Goal, entry: ProgressReported, index: FoldIndex): void {
	const update = newUpdate(goal, entry, index);
	const report = { original: update, corrections: [] };
	index.updatesOf(goal).set(update.key, { report, update });
	goal.reports.push(report);
}

export function correct(goal: Goal, entry: ProgressCorrected, index: FoldIndex): void {
	const { report } = findUpdate(goal, entry, entry.corrects, index);
	const update = newUpdate(goal, entry, index);
	index.updatesOf(goal).set(update.key, { report, update });
	report.corrections.push(update);
}

function newUpdate(
	goal: Goal,
	entry: ProgressReported | ProgressCorrected,
	index: FoldIndex
): Update {
	if (index.updatesOf(goal).has(entry.update))
		fail(entry, `goal "${goal.key}" has an update "${entry.update}" already`);
	return { key: entry.update, entry, reviews: [], answers: [] };
}

/** The update that an entry speaks of by its key. */
export function findUpdate(goal: Goal, entry: Entry, key: string, index: FoldIndex): Found {
	const found = index.updatesOf(goal).get(key);
	if (!found) fail(entry, `unknown update "${key}" of goal "${goal.key}"`);
	return found;
}
