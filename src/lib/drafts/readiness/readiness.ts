import { m } from '../../paraglide/messages.js';
import { daysBetween } from '../../record/day.ts';
import { gradedOn } from '../../record/as-of.ts';
import { originals, standsDelivered } from '../../record/corrections.ts';
import { uncovered } from '../../record/coverage.ts';
import { correctsNothing } from './empty-correction.ts';
import type { GoalTextRow } from '../kinds/goal-text.ts';
import { rowCriteria } from '../row-text.ts';
import { repeatedCriterion, untrueChange } from '../../roadmap/rules/true-change.ts';
import { changesNothing } from './true-change.ts';
import { isWholeRevision } from '../kinds/translation-form.ts';
import { claimOf, type ClaimRow } from '../kinds/update-entry.ts';
import type { DayLimits } from '../kinds/update-form.ts';

/** What still stands in the way of publishing a draft, in sentences. The database has the last word. */

type Revision = {
	number: number;
	effective_on: string | null;
	criteria: string[];
	translation?: unknown;
};
type Update = {
	id: string;
	corrects_id: string | null;
	effective_on: string;
	published_seq: number | null;
};
type Goal<U extends Update, R extends Revision = Revision> = {
	published_seq: number | null;
	revisions: R[];
	updates: U[];
	closing: { effective_on: string } | null;
};

/** `isOwn`: the organization says it of itself, and is held to what it calls a change. */
export function revisionProblems<U extends Update & { evidence: { criteria: number[] }[] }>(
	draft: GoalTextRow & { change: string; reason: string | null },
	goal: Goal<U, Revision & GoalTextRow>,
	today: string,
	isOwn = true
): string[] {
	const problems: string[] = [];
	const current = goal.revisions.at(-1);
	const last = current?.effective_on ?? '';
	const needed = (label: string) => m.form_error_sentence({ label, error: m.form_needed() });
	if (draft.change === '') problems.push(needed(m.form_label_change()));
	if (!draft.title.trim()) problems.push(needed(m.form_label_title()));
	if (!draft.statement.trim()) problems.push(m.form_no_statement());
	if (draft.change !== 'published' && !draft.reason?.trim()) problems.push(m.form_no_reason());
	if (!draft.effective_on) problems.push(m.form_no_day());
	else if (draft.effective_on > today) problems.push(m.form_day_ahead());
	else if (draft.effective_on < last) problems.push(m.form_day_before_revision({ day: last }));
	if (goal.closing) problems.push(m.form_goal_closed());
	// Of a later revision the condition and its translation are no part.
	const conditioned = draft.change === 'published' ? draft : { ...draft, condition_text: null };
	if (!isWholeRevision(conditioned)) problems.push(m.translation_unfinished());
	if (current && draft.change !== 'published') problems.push(...unchanged(draft, current, isOwn));
	if (isOwn && repeatedCriterion(draft.criteria)) problems.push(m.refusal_criterion_twice());
	const cited = citedSince(draft, goal.updates);
	if (cited) problems.push(m.form_criterion_cited({ day: cited }));
	return problems;
}

function unchanged(
	draft: GoalTextRow & { change: string },
	current: GoalTextRow,
	isOwn: boolean
): string[] {
	if (changesNothing(current, draft)) return [m.form_nothing_revised()];
	const error = isOwn && untrueChange(draft.change, current, draft);
	return error ? [m.form_error_sentence({ label: m.form_label_change(), error })] : [];
}

/** The last day, from the draft's on, of which an update cites a criterion that the draft does not have. */
function citedSince<U extends Update & { evidence: { criteria: number[] }[] }>(
	{ effective_on, criteria }: Pick<Revision, 'effective_on' | 'criteria'>,
	updates: readonly U[]
): string | undefined {
	const original = originalsAmong(updates);
	return updates
		.filter(({ published_seq }) => published_seq !== null)
		.filter(({ evidence }) =>
			evidence.some((item) => item.criteria.some((index) => index >= criteria.length))
		)
		.map((update) => original(update).effective_on)
		.filter((day) => effective_on !== null && day >= effective_on)
		.sort()
		.at(-1);
}

function originalsAmong<U extends Update>(updates: readonly U[]): (update: U) => U {
	const known = new Map(updates.map((update) => [update.id, update]));
	return originals(({ corrects_id }) =>
		corrects_id === null ? undefined : known.get(corrects_id)
	);
}

/** The revision whose criteria an update is read against: that of its day, or of the day corrected. */
export function gradedBy<U extends Update, R extends Revision>(update: U, goal: Goal<Update, R>) {
	const day = originalsAmong<Update>(goal.updates)(update).effective_on;
	return gradedOn(dated(goal.revisions), day);
}

/** The goal's last published update as it stands: the latest correction of the latest day. */
export function lastPublished<U extends Update>(updates: readonly U[]): U | undefined {
	const original = originalsAmong(updates);
	const order = (update: U) => {
		const first = original(update);
		return [first.effective_on, first.published_seq ?? 0, update.published_seq ?? 0] as const;
	};
	return updates
		.filter(({ published_seq }) => published_seq !== null)
		.sort((a, b) => {
			const [[day, first, own], [otherDay, otherFirst, otherOwn]] = [order(a), order(b)];
			return day.localeCompare(otherDay) || first - otherFirst || own - otherOwn;
		})
		.at(-1);
}

/** Published revisions all have a day; only the type does not know. */
export function dated<R extends Revision>(revisions: readonly R[]) {
	return revisions.map((revision) => ({ ...revision, effective_on: revision.effective_on ?? '' }));
}

/** Which days an update of the goal can be of; `corrected` is the update that it corrects, if any. */
export function dayLimits(
	goal: Goal<Update>,
	corrected: Update | undefined,
	today: string
): DayLimits {
	if (corrected) return { today, from: corrected.effective_on, until: null };
	return {
		today,
		from: goal.revisions[0]?.effective_on ?? '',
		until: goal.closing?.effective_on ?? null
	};
}

/** An update with all that its readiness depends on. */
export type WholeUpdate = Update & ClaimRow;

/** `corrected` is the update that the draft corrects, if any. */
export function updateProblems(
	draft: WholeUpdate,
	corrected: WholeUpdate | undefined,
	goal: Goal<Update>,
	today: string
): string[] {
	const problems: string[] = [];
	const { from, until } = dayLimits(goal, corrected, today);
	if (goal.published_seq === null) problems.push(m.form_goal_draft());
	if (!draft.narrative.trim()) problems.push(m.form_no_narrative());
	if (draft.effective_on > today) problems.push(m.form_day_ahead());
	else if (draft.effective_on < from)
		problems.push(
			corrected ? m.form_day_before_corrected({ day: from }) : m.form_day_before_goal({ day: from })
		);
	else if (until !== null && draft.effective_on > until)
		problems.push(m.form_day_after_closing({ day: until }));
	if (corrected && correctsNothing(claimOf(draft), claimOf(corrected)))
		problems.push(m.form_nothing_corrected());
	if (draft.grade === 4) {
		const graded = gradedBy(draft, goal);
		problems.push(...uncoveredProblems(draft, graded ? rowCriteria(graded) : []));
	}
	return problems;
}

function uncoveredProblems(draft: Pick<ClaimRow, 'evidence'>, criteria: string[]): string[] {
	return uncovered(criteria, draft.evidence).map((index) =>
		criteria[index] === undefined
			? m.form_grade_4_evidence()
			: m.form_grade_4_criterion({ number: index + 1, text: criteria[index] })
	);
}

/** Days from the draft's day to today; null where there are none that a reader could wonder about. */
export function backDated(day: string | null, today: string): number | null {
	const days = day ? daysBetween(day, today) : 0;
	return days > 0 ? days : null;
}

/** The day of the goal's last published revision or update: no closing can come before it. */
export function lastDay(goal: Goal<Update>): string {
	const updates = goal.updates.filter(
		({ published_seq, corrects_id }) => published_seq !== null && corrects_id === null
	);
	return [...dated(goal.revisions), ...updates]
		.map(({ effective_on }) => effective_on)
		.reduce((last, day) => (day > last ? day : last), '');
}

/** Whether some update of grade 4 stands on that day: a goal is closed as delivered only then. */
export function deliveredBy<U extends Update & { grade: number }>(
	goal: Goal<U>,
	day: string
): boolean {
	const published = goal.updates
		.filter(({ published_seq }) => published_seq !== null)
		.sort(
			(a, b) => a.effective_on.localeCompare(b.effective_on) || a.published_seq! - b.published_seq!
		);
	return standsDelivered(published, published.map(originalsAmong(published)), day);
}
