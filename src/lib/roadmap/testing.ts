import { entry, type Entry } from '../record/entries.ts';
import { emptyRecord } from '../record/fold.ts';
import type { Organization, RecordState } from '../record/state.ts';
import { foldWhole, nonceOf } from '../record/testing.ts';
import { splitEvidence } from '../record/withheld.ts';
import { defined } from './file/defined.ts';
import { without } from './file/without.ts';
import type { RoadmapFile } from './file/file.ts';
import type { ImportStep } from './plan/steps.ts';

export { roadmapFiles } from './testing-files.ts';

/** For tests only: recording without a database, and files as they were earlier. */

/** Records planned steps as the database does: numbered, and without the address of redacted items. */
export function record(
	steps: readonly ImportStep[],
	slug: string,
	state: RecordState = emptyRecord()
): RecordState {
	const first = state.seq + (steps[0]?.kind === 'organization.registered' ? 1 : 0);
	const entries = steps.map((each, index): Entry => {
		const step = 'review_step' in each ? { ...each, review: first + each.review_step } : each;
		const seq = state.seq + index + 1;
		const head = { seq, organization: slug, nonce: nonceOf(seq) };
		const body = { ...head, recorded_at: '2026-11-21T10:00:00.000Z', ...withoutPrivate(step) };
		return entry.parse(JSON.parse(JSON.stringify(body)));
	});
	return foldWhole(entries, state);
}

export function organizationOf(state: RecordState, slug: string): Organization {
	const organization = state.organizations.get(slug);
	if (!organization) throw new Error(`no organization "${slug}" was recorded`);
	return organization;
}

/** A step as it becomes public. */
export function withoutPrivate(step: ImportStep): ImportStep {
	if (!('evidence' in step) || typeof step.evidence === 'string') return step;
	const evidence = step.evidence.map((item) => without(splitEvidence(item).shown, 'name'));
	return { ...step, evidence } as ImportStep;
}

/** What the file said by the end of a day: a valid file in itself. */
export function fileUntil(file: RoadmapFile, day: string): RoadmapFile {
	const until = <T extends { effective_on: string }>(items: readonly T[]) =>
		items.filter((item) => item.effective_on <= day);
	const goals = file.goals.map((goal) => {
		const updates = until(goal.updates);
		const keys = new Set(updates.map((update) => update.key));
		const reviews = until(goal.reviews ?? [])
			.filter((review) => keys.has(review.of))
			.map(({ answer, ...review }) =>
				answer && answer.effective_on <= day ? { ...review, answer } : review
			);
		const conditions = goal.conditions && until(goal.conditions);
		const revision_reviews = goal.revision_reviews && until(goal.revision_reviews);
		const closed = goal.closed && goal.closed.effective_on <= day ? goal.closed : undefined;
		const revisions = until(goal.revisions);
		const more = { reviews, conditions, revision_reviews, closed };
		return defined({ ...goal, revisions, updates, ...more });
	});
	const checks = file.checks && until(file.checks);
	return defined({ ...file, goals: goals.filter((goal) => goal.revisions.length > 0), checks });
}

/** The same file without the keys that nothing in it refers to. */
export function withoutIdleKeys(file: RoadmapFile): RoadmapFile {
	const goals = file.goals.map((goal) => {
		const used = new Set([
			...goal.updates.map((update) => update.corrects),
			...(goal.reviews ?? []).map((review) => review.of)
		]);
		const updates = goal.updates.map((update) =>
			used.has(update.key) ? update : defined({ ...update, key: undefined })
		);
		return { ...goal, updates };
	});
	return { ...file, goals };
}
