import type { Goal, Organization, Update } from '../../record/state.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { attachedFile, type EvidenceRow } from '../../drafts/evidence/evidence-form.ts';
import type { ChosenReview } from '../../drafts/kinds/review-form.ts';
import { evidenceOf } from '../../drafts/kinds/update-entry.ts';
import { previewUpdate, type UpdatePreview } from './draft.ts';
import type { Render } from '../shared/render.ts';
import { findingsView, updatesView, type ReviewText, type ReviewView } from '../goal/updates.ts';

/** What reviewers and those whom they review see of a goal's published updates. */

export type ReviewedUpdate = { key: string; day: string; grade: Grade; reviews: ReviewView[] };

/** Every update and correction that is effective by `t` with its reviews, newest first. */
export function reviewedUpdates(goal: Goal, t: string, render: Render): ReviewedUpdate[] {
	return updatesView(goal, t, render)
		.flatMap(({ current, corrected }) => [current, ...corrected])
		.map(({ key, day, grade, reviews }) => ({ key, day, grade, reviews }));
}

/** The review that is the entry of that number, by `t`, with the goal and the key of the update that it is of. */
export function reviewNumbered(organization: Organization, seq: number, t: string, render: Render) {
	for (const goal of organization.goals.values())
		for (const { key, reviews } of reviewedUpdates(goal, t, render)) {
			const review = reviews.find((each) => each.seq === seq);
			if (review) return { goal, review: { ...review, of: key } };
		}
	return undefined;
}

/** An update as its entry made it public; undefined where the goal has no such update. */
export function publicUpdate(goal: Goal, key: string, render: Render): UpdatePreview | undefined {
	const update = versionsOf(goal).find((each) => each.key === key);
	if (!update) return undefined;
	const { entry } = update;
	const graded = goal.revisions.find(({ revision }) => revision === entry.revision);
	return previewUpdate(entry, graded?.criteria ?? [], render);
}

const versionsOf = (goal: Goal): Update[] =>
	goal.reports.flatMap(({ original, corrections }) => [original, ...corrections]);

/** A draft as publishing it on `today` makes it public. */
export function previewReview(draft: ChosenReview, today: string, render: Render): ReviewText {
	const statement = draft.statement.trim() ? render(draft.statement) : '';
	const findings = findingsView(draft.findings);
	return { ...draft, findings, day: today, statement };
}

/** Of the evidence that the reader may see, what the public is not shown. */
export function redactedItems(evidence: readonly EvidenceRow[]) {
	return evidence
		.filter(({ visibility }) => visibility === 'redacted')
		.map((row) => {
			const { shown, withheld } = evidenceOf(row);
			return {
				title: shown.title,
				url: withheld.url ?? null,
				archived_url: withheld.archived_url ?? null,
				sha256: shown.sha256 ?? row.file_sha256 ?? null,
				file: attachedFile(row)
			};
		});
}
export type RedactedItem = ReturnType<typeof redactedItems>[number];
