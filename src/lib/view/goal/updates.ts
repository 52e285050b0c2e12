import { narrativeOf } from '../shared/in-language.ts';
import { answerAsOf, standingUpdateAsOf } from '../../record/as-of.ts';
import type { EvidenceItem, ReviewPublished } from '../../record/entries.ts';
import type { Goal, Update } from '../../record/state.ts';
import { fileOf } from './evidence-file.ts';
import type { Render } from '../shared/render.ts';
import { recorded, type Recorded } from '../shared/recorded.ts';

/**
 * Every update effective by `t`, newest first. The version that stands comes with those that it
 * corrects, which stay readable beside it.
 */
export function updatesView(goal: Goal, t: string, render: Render) {
	const standing = standingUpdateAsOf(goal, t)?.report;
	return goal.reports
		.filter(({ original }) => original.entry.effective_on <= t)
		.map((report) => {
			const versions = [
				report.original,
				...report.corrections.filter(({ entry }) => entry.effective_on <= t)
			].sort((a, b) => b.entry.effective_on.localeCompare(a.entry.effective_on) || byRecord(b, a));
			const [current = report.original, ...corrected] = versions;
			return {
				day: report.original.entry.effective_on,
				stands: report === standing,
				seq: report.original.entry.seq,
				current: versionView(goal, current, t, render),
				corrected: corrected.map((update) => versionView(goal, update, t, render))
			};
		})
		.sort((a, b) => b.day.localeCompare(a.day) || b.seq - a.seq);
}

const byRecord = (a: Update, b: Update) => a.entry.seq - b.entry.seq;

function versionView(goal: Goal, update: Update, t: string, render: Render) {
	const { key, entry } = update;
	const told = narrativeOf(entry);
	const graded = goal.revisions.find(({ revision }) => revision === entry.revision);
	return {
		...recorded(entry),
		key,
		day: entry.effective_on,
		is_correction: entry.kind === 'progress.corrected',
		grade: entry.grade,
		revision: entry.revision,
		narrative: render(told.narrative),
		/** The text as it was written, where a translation is shown. */
		original: told.translated ? render(entry.narrative) : null,
		source: entry.source ?? null,
		met: metOf(entry, graded?.criteria ?? []),
		evidence: entry.evidence.map((item) => evidenceView(item, graded?.criteria ?? [])),
		reviews: reviewsOf(update, t, render)
	};
}
export type VersionView = ReturnType<typeof versionView>;

/** Which criteria the update claims as met, numbered from 1; null where it does not say. */
export function metOf({ met }: Pick<Update['entry'], 'met'>, criteria: readonly string[]) {
	if (!met) return null;
	return criteria.map((text, index) => ({ number: index + 1, text, met: met.includes(index) }));
}

/** The reviews of this very update that are effective by `t`, each with the organization's answer. */
function reviewsOf(update: Update, t: string, render: Render) {
	return update.reviews
		.filter((review) => review.effective_on <= t)
		.map((review) => {
			const answer = answerAsOf(update, review.seq, t);
			return {
				...recorded(review),
				day: review.effective_on,
				reviewer: review.reviewer,
				grade: review.grade,
				agrees: review.agrees,
				evidence: review.evidence,
				findings: findingsView(review.findings),
				material: review.material ?? null,
				statement: render(review.statement),
				answer: answer
					? {
							...recorded(answer),
							day: answer.effective_on,
							statement: render(answer.statement)
						}
					: null
			};
		});
}
export type ReviewView = ReturnType<typeof reviewsOf>[number];
/** What a reviewer found of single criteria, numbered from 1. */
export const findingsView = (findings: ReviewPublished['findings']) =>
	(findings ?? []).map(({ criterion, finding }) => ({ number: criterion + 1, finding }));

/** What a review says, whether it is in the record or a draft. */
export type ReviewText = Omit<ReviewView, keyof Recorded | 'answer'>;
export type AnswerView = NonNullable<ReviewView['answer']>;

/** An item as an entry has it: of a redacted one it has no address. */
export function evidenceView(item: EvidenceItem, criteria: readonly string[]) {
	return {
		kind: item.kind,
		title: item.title,
		url: item.url ?? null,
		archived_url: item.archived_url ?? null,
		sha256: item.sha256 ?? null,
		file: fileOf(item),
		redaction: item.redaction ?? null,
		redacted: item.visibility === 'redacted',
		/** The criteria that it supports, numbered from 1 as pages number them. */
		supports: item.criteria.map((index) => ({ number: index + 1, text: criteria[index] ?? null }))
	};
}
export type EvidenceView = ReturnType<typeof evidenceView>;
export type ReportView = ReturnType<typeof updatesView>[number];
