import type {
	Entry,
	GoalClosed,
	GoalPublished,
	GoalRevised,
	OrganizationAmended,
	ReviewAnswered,
	ReviewPublished,
	ScorecardCertified
} from './entries.ts';
import type { Target } from './parts.ts';
import type { Goal, Organization, Report, Update } from './state.ts';

/**
 * What the record says about a goal as of a day `t`. An entry counts from its `effective_on`, that
 * day included; the latest is the one with the latest day, and on one day the last recorded.
 */

export type StandingUpdate = {
	report: Report;
	/** The update that stands: the report's original or the latest correction of it. */
	update: Update;
	/** The day that it speaks of: the original's, whatever corrects it. */
	day: string;
};

/** The revision in force; undefined before the goal exists. */
export function revisionAsOf(goal: Goal, t: string): GoalPublished | GoalRevised | undefined {
	return inForce(inDayOrder(goal.revisions), t);
}

/**
 * The same of any revisions that are in order of day, as those of a file or a draft's goal are. Only the end
 * of a long list is looked at: a file may have thousands, and as many updates.
 */
export function inForce<R extends Dated>(revisions: readonly R[], day: string): R | undefined {
	return revisions.findLast(({ effective_on }) => effective_on <= day);
}

/**
 * The revision whose criteria an update of that day is read against. Where the day comes before the goal,
 * which is refused for itself, that is the first.
 */
export function gradedOn<R extends Dated>(revisions: readonly R[], day: string): R | undefined {
	return inForce(revisions, day) ?? revisions[0];
}

type Dated = { effective_on: string };

/** Record order, but for an earlier day that was recorded later, which no database of ours takes. */
function inDayOrder<R extends Dated>(revisions: readonly R[]): readonly R[] {
	const isInOrder = revisions.every(
		({ effective_on }, index) => index === 0 || revisions[index - 1]!.effective_on <= effective_on
	);
	if (isInOrder) return revisions;
	return revisions.toSorted((a, b) =>
		a.effective_on < b.effective_on ? -1 : Number(a.effective_on > b.effective_on)
	);
}

/** The goal's closing, once it is effective. */
export function closingAsOf(goal: Goal, t: string): GoalClosed | undefined {
	return goal.closing && goal.closing.effective_on <= t ? goal.closing : undefined;
}

/**
 * The update that stands, corrections applied. A correction counts from its own day, on the day and
 * at the place of the update that it corrects; of several, the latest stands.
 */
export function standingUpdateAsOf(goal: Goal, t: string): StandingUpdate | undefined {
	const known = lastAsked.get(goal);
	if (known?.t === t && known.entries === goal.entries.length) return known.standing;
	const found = findStanding(goal, t);
	lastAsked.set(goal, { t, entries: goal.entries.length, standing: found });
	return found;
}

/** A page asks the same of a goal many times over. What the record adds to the goal makes it ask anew. */
const lastAsked = new WeakMap<
	Goal,
	{ t: string; entries: number; standing: StandingUpdate | undefined }
>();

function findStanding(goal: Goal, t: string): StandingUpdate | undefined {
	const report = latest(goal.reports, t, ({ original }) => original.entry.effective_on);
	return report && standing(report, t);
}

/** What stands of a report that is effective by `t`: its latest correction by then, or its original. */
export function standing(report: Report, t: string): StandingUpdate {
	const correction = latest(report.corrections, t, ({ entry }) => entry.effective_on);
	return {
		report,
		update: correction ?? report.original,
		day: report.original.entry.effective_on
	};
}

/** The latest review of this very update. */
export function latestReviewAsOf(update: Update, t: string): ReviewPublished | undefined {
	return latest(update.reviews, t, (review) => review.effective_on);
}

/** The organization's answer to that review of the update, once it is effective. */
export function answerAsOf(update: Update, review: number, t: string): ReviewAnswered | undefined {
	return update.answers.find((answer) => answer.review === review && answer.effective_on <= t);
}

/** The certified scorecards that are effective by `t`: of one quarter, the last is the one that stands. */
export function certifiedAsOf({ certified }: Organization, t: string): ScorecardCertified[] {
	return certified.filter(({ effective_on }) => effective_on <= t);
}

/** What the organization says of its two-person rule; undefined, and the rule off, until it says so. */
export function amendmentAsOf(
	{ amended }: Organization,
	t: string
): OrganizationAmended | undefined {
	return latest(amended, t, ({ effective_on }) => effective_on);
}

/**
 * The goal, the goal it succeeds, and so on back to the first, by the closings effective by `t`. A
 * chain that comes back to itself is cut there.
 */
export function lineageAsOf(organization: Organization, goal: Goal, t: string): Goal[] {
	if (goal.predecessor === undefined) return [goal];
	const lineage = new Set<Goal>();
	let next: Goal | undefined = goal;
	while (next && !lineage.has(next)) {
		lineage.add(next);
		next = predecessorAsOf(organization, next, t);
	}
	return [...lineage];
}

/** The goal that this one succeeds, once its closing is effective. */
export function predecessorAsOf(
	organization: Organization,
	goal: Goal,
	t: string
): Goal | undefined {
	if (goal.predecessor === undefined) return undefined;
	const predecessor = organization.goals.get(goal.predecessor);
	return predecessor && closingAsOf(predecessor, t) ? predecessor : undefined;
}

/**
 * The first target that any revision effective by `t` gave, a predecessor's before the goal's own;
 * undefined where none did.
 */
export function originalTargetAsOf(
	organization: Organization,
	goal: Goal,
	t: string
): Target | undefined {
	return lineageAsOf(organization, goal, t)
		.reverse()
		.map((ancestor) => firstTarget(ancestor, t))
		.find((target) => target !== undefined);
}

function firstTarget(goal: Goal, t: string): Target | undefined {
	const first = firstTargeted(goal);
	return first && first.effective_on <= t ? first.target : undefined;
}

/** The first revision that gives a target, whenever it is effective. */
export function firstTargeted(goal: Goal): GoalPublished | GoalRevised | undefined {
	return earliest(goal.revisions.filter((revision) => revision.target));
}

/** The first day from which the goal was narrowed; undefined where it never was. */
export function narrowedOn(goal: Goal): string | undefined {
	const narrowed = goal.revisions.filter(
		(revision) => revision.kind === 'goal.revised' && revision.change === 'narrowed'
	);
	return earliest(narrowed)?.effective_on;
}

/** Of the earliest day, the first recorded. */
function earliest<T extends Entry>(entries: readonly T[]): T | undefined {
	let found: T | undefined;
	for (const entry of entries)
		if (found === undefined || entry.effective_on < found.effective_on) found = entry;
	return found;
}

/** `items` stand in record order, so on equal days the later one wins by coming later. */
function latest<T>(items: readonly T[], t: string, dayOf: (item: T) => string): T | undefined {
	let found: T | undefined;
	let foundDay = '';
	for (const item of items) {
		const day = dayOf(item);
		if (day > t || day < foundDay) continue;
		found = item;
		foundDay = day;
	}
	return found;
}
