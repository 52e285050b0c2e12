import type { GoalClosed } from './entries.ts';
import type { Goal, Organization, Report, Update } from './state.ts';

export type Found = { report: Report; update: Update };

/**
 * Look-ups that keep one run of the fold linear. Each is built from the state when first asked for
 * and kept up to date by the fold; none outlives the run, so the state itself stays plain.
 */
export class FoldIndex {
	readonly #updates = new Map<Goal, Map<string, Found>>();
	readonly #awaited = new Map<Organization, Map<string, string>>();

	/** Every update of the goal, corrections included, by its key. */
	updatesOf(goal: Goal): Map<string, Found> {
		let found = this.#updates.get(goal);
		if (!found) {
			found = new Map();
			for (const report of goal.reports)
				for (const update of [report.original, ...report.corrections])
					found.set(update.key, { report, update });
			this.#updates.set(goal, found);
		}
		return found;
	}

	/** Successors that a closing named before they were published, with the goal each one succeeds. */
	awaitedOf(organization: Organization): Map<string, string> {
		let awaited = this.#awaited.get(organization);
		if (!awaited) {
			awaited = new Map();
			for (const goal of organization.goals.values())
				for (const successor of successorsOf(goal.closing))
					if (!organization.goals.has(successor)) awaited.set(successor, goal.key);
			this.#awaited.set(organization, awaited);
		}
		return awaited;
	}
}

/** The goals that carry on a superseded or split one; none for any other closing. */
export function successorsOf(closing: GoalClosed | undefined): string[] {
	return closing?.as === 'superseded' || closing?.as === 'split' ? closing.successors : [];
}
