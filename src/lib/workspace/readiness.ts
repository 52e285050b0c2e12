import { daysBetween } from '../record/day.ts';
import { inForce, uncovered } from './coverage.ts';
import type { DayLimits } from './update-form.ts';

/** What still stands in the way of publishing a draft, in sentences. The database has the last word. */

type Revision = { number: number; effective_on: string | null; criteria: string[] };
type Update = {
	id: string;
	corrects_id: string | null;
	effective_on: string;
	published_seq: number | null;
};
type Goal<U extends Update> = {
	published_seq: number | null;
	revisions: Revision[];
	updates: U[];
	closing: { effective_on: string } | null;
};

export function revisionProblems<U extends Update & { evidence: { criteria: number[] }[] }>(
	draft: Omit<Revision, 'number'> & { statement: string; change: string; reason: string | null },
	goal: Goal<U>,
	today: string
): string[] {
	const problems: string[] = [];
	const last = goal.revisions.at(-1)?.effective_on ?? '';
	if (!draft.statement.trim()) problems.push('It has no statement: say what is promised.');
	if (draft.change !== 'published' && !draft.reason?.trim())
		problems.push('It has no public reason: say why the goal changes.');
	if (!draft.effective_on) problems.push('It has no day on which it takes effect.');
	else if (draft.effective_on > today) problems.push('Its day lies ahead.');
	else if (draft.effective_on < last)
		problems.push(`Its day comes before ${last}, when the last revision took effect.`);
	if (goal.closing) problems.push('The goal is closed, so its text stays as it is.');
	const cited = citedSince(draft, goal.updates);
	if (cited)
		problems.push(
			`The update of ${cited} rests on a criterion that this revision takes away. Let the revision take effect on a later day.`
		);
	return problems;
}

/** The last day, from the draft's on, of which an update cites a criterion that the draft does not have. */
function citedSince<U extends Update & { evidence: { criteria: number[] }[] }>(
	{ effective_on, criteria }: Omit<Revision, 'number'>,
	updates: readonly U[]
): string | undefined {
	return updates
		.filter(({ published_seq }) => published_seq !== null)
		.filter(({ evidence }) =>
			evidence.some((item) => item.criteria.some((index) => index >= criteria.length))
		)
		.map((update) => originalOf(update, updates).effective_on)
		.filter((day) => effective_on !== null && day >= effective_on)
		.sort()
		.at(-1);
}

/** The update that a correction, perhaps through others, goes back to; an update itself else. */
export function originalOf<U extends Update>(update: U, updates: readonly U[]): U {
	const corrected = updates.find(({ id }) => id === update.corrects_id);
	return corrected ? originalOf(corrected, updates) : update;
}

/** The revision whose criteria an update is read against: that of its day, or of the day corrected. */
export function gradedBy<U extends Update>(update: U, goal: Goal<U>) {
	const revisions = dated(goal.revisions);
	const day = originalOf(update, goal.updates).effective_on;
	return inForce(revisions, day) ?? revisions[0];
}

/** Published revisions all have a day; only the type does not know. */
export function dated<R extends Revision>(revisions: readonly R[]) {
	return revisions.map((revision) => ({ ...revision, effective_on: revision.effective_on ?? '' }));
}

/** Which days an update of the goal can be of; `corrected` is the update that it corrects, if any. */
export function dayLimits<U extends Update>(
	goal: Goal<U>,
	corrected: U | undefined,
	today: string
): DayLimits {
	if (corrected) return { today, from: corrected.effective_on, until: null };
	return {
		today,
		from: goal.revisions[0]?.effective_on ?? '',
		until: goal.closing?.effective_on ?? null
	};
}

export function updateProblems<
	U extends Update & { grade: number; narrative: string; evidence: { criteria: number[] }[] }
>(draft: U, goal: Goal<U>, today: string): string[] {
	const problems: string[] = [];
	const corrected = goal.updates.find(({ id }) => id === draft.corrects_id);
	const { from, until } = dayLimits(goal, corrected, today);
	if (goal.published_seq === null) problems.push('The goal is a draft: publish the goal first.');
	if (!draft.narrative.trim()) problems.push('It has no narrative: say what was done.');
	if (draft.effective_on > today) problems.push('Its day lies ahead.');
	else if (draft.effective_on < from)
		problems.push(
			corrected
				? `Its day comes before ${from}, that of the update it corrects.`
				: `Its day comes before ${from}, when the goal took effect.`
		);
	else if (until !== null && draft.effective_on > until)
		problems.push(`Its day comes after ${until}, when the goal was closed.`);
	if (draft.grade === 4)
		problems.push(...uncoveredProblems(draft, gradedBy(draft, goal)?.criteria ?? []));
	return problems;
}

function uncoveredProblems(
	draft: { evidence: { criteria: number[] }[] },
	criteria: string[]
): string[] {
	return uncovered(criteria, draft.evidence).map((index) =>
		criteria[index] === undefined
			? 'Grade 4 needs evidence, and there is none.'
			: `Grade 4 needs evidence for every criterion; none names criterion ${index + 1}, “${criteria[index]}”.`
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
	const published = goal.updates.filter(({ published_seq }) => published_seq !== null);
	return published
		.filter(({ corrects_id }) => corrects_id === null)
		.some((original) => {
			const versions = published
				.filter((update) => update.effective_on <= day)
				.filter((update) => originalOf(update, published).id === original.id)
				.sort(
					(a, b) =>
						a.effective_on.localeCompare(b.effective_on) || a.published_seq! - b.published_seq!
				);
			return versions.at(-1)?.grade === 4;
		});
}
