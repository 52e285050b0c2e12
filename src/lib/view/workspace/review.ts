import type { Goal, Update } from '../../record/state.ts';
import type { EvidenceJudgement, Grade } from '../../record/vocabulary.ts';
import { attachedFile, type EvidenceRow } from '../../drafts/evidence/evidence-form.ts';
import type { Access, ReviewRow } from '../../drafts/kinds/review-form.ts';
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

export type ReviewDraft = ReviewRow & { reviewer_name: string };

/** Who judges, and how, as a draft's entry will say it. */
export function judgementOf(draft: ReviewDraft, access: Access) {
	return {
		reviewer: {
			name: draft.reviewer_name,
			relation: draft.reviewer_relation,
			conflicts: draft.reviewer_conflicts,
			access
		},
		grade: draft.grade as Grade,
		agrees: draft.agrees as ReviewText['agrees'],
		evidence: draft.evidence as EvidenceJudgement
	};
}

/** A draft as publishing it on `today` makes it public. */
export function previewReview(
	draft: ReviewDraft,
	access: Access,
	today: string,
	render: Render
): ReviewText {
	return {
		day: today,
		...judgementOf(draft, access),
		material: draft.material,
		statement: draft.statement.trim() ? render(draft.statement) : ''
	};
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
