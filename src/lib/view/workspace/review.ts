import type { Goal, Organization, Update } from '../../record/state.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { attachedFile, type EvidenceRow } from '../../drafts/evidence/evidence-form.ts';
import type { ChosenReview } from '../../drafts/kinds/review-form.ts';
import type { UpdatePreview } from './draft.ts';
import type { Render } from '../shared/render.ts';
import { evidenceView, updatesView, type ReviewText, type ReviewView } from '../goal/updates.ts';

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
	const criteria =
		goal.revisions.find(({ revision }) => revision === entry.revision)?.criteria ?? [];
	return {
		day: entry.effective_on,
		corrects: entry.kind === 'progress.corrected',
		grade: entry.grade,
		narrative: render(entry.narrative),
		translation: entry.translation
			? { ...entry.translation, narrative: render(entry.translation.narrative) }
			: null,
		revision: entry.revision,
		criteria,
		evidence: entry.evidence.map((item) => evidenceView(item, criteria))
	};
}

const versionsOf = (goal: Goal): Update[] =>
	goal.reports.flatMap(({ original, corrections }) => [original, ...corrections]);

/** A draft as publishing it on `today` makes it public. */
export function previewReview(draft: ChosenReview, today: string, render: Render): ReviewText {
	const statement = draft.statement.trim() ? render(draft.statement) : '';
	return { ...draft, day: today, statement };
}

/** Of the evidence that the reader may see, what the public is not shown. */
export function redactedItems(evidence: readonly EvidenceRow[]) {
	return evidence
		.filter(({ visibility }) => visibility === 'redacted')
		.map((item) => {
			const { title, url, archived_url, sha256, file_sha256 } = item;
			const file = attachedFile(item);
			return { title, url, archived_url, sha256: sha256 ?? file_sha256 ?? null, file };
		});
}
export type RedactedItem = ReturnType<typeof redactedItems>[number];
