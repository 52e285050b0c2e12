import type {
	EvidenceItem,
	GoalClosed,
	GoalPublished,
	GoalRevised,
	ReviewPublished
} from '../../record/entries.ts';
import type { Goal, Organization, Update } from '../../record/state.ts';
import { defined } from './defined.ts';
import {
	FORMAT,
	type FileClosing,
	type FileEvidence,
	type FileGoal,
	type FileReview,
	type FileRevision,
	type FileUpdate,
	type RoadmapFile
} from './file.ts';

/**
 * Writes what the record holds of an organization as a roadmap file: importing it elsewhere gives the
 * same history. Every update carries its recorded key; redacted evidence carries no address, because
 * the record has none.
 */
export function fileFromRecord(organization: Organization): RoadmapFile {
	const { name, url, kept_by, kept_by_note, roadmap } = organization.registered;
	const { title, url: roadmapUrl, cadence_days } = roadmap;
	return {
		format: FORMAT,
		organization: defined({ slug: organization.slug, name, url, kept_by, kept_by_note }),
		roadmap: { title, url: roadmapUrl, cadence_days },
		goals: [...organization.goals.values()].map(fromGoal)
	};
}

function fromGoal(goal: Goal): FileGoal {
	const updates = goal.reports.flatMap((report) => [report.original, ...report.corrections]);
	const reviews = updates.flatMap((update) => update.reviews);
	return defined({
		key: goal.key,
		area: goal.area,
		revisions: [...goal.revisions].sort(byDay).map(fromRevision),
		updates: updates.sort((a, b) => byDay(a.entry, b.entry)).map(fromUpdate),
		reviews: reviews.length === 0 ? undefined : reviews.sort(byDay).map(fromReview),
		closed: goal.closing && fromClosing(goal.closing)
	});
}

type Dated = { effective_on: string; seq: number };

function byDay(a: Dated, b: Dated): number {
	if (a.effective_on !== b.effective_on) return a.effective_on < b.effective_on ? -1 : 1;
	return a.seq - b.seq;
}

function fromRevision(entry: GoalPublished | GoalRevised): FileRevision {
	const { effective_on, title, statement, criteria, target, outlook, source, translation } = entry;
	const revised = entry.kind === 'goal.revised';
	return defined({
		effective_on,
		change: revised ? entry.change : ('published' as const),
		title,
		statement,
		criteria,
		target: target ?? null,
		outlook,
		reason: revised ? entry.reason : undefined,
		source,
		translation
	});
}

function fromUpdate({ key, entry }: Update): FileUpdate {
	const { effective_on, grade, narrative, evidence, source, translation } = entry;
	const corrects = entry.kind === 'progress.corrected' ? entry.corrects : undefined;
	return defined({
		key,
		effective_on,
		grade,
		narrative,
		evidence: evidence.map(fromEvidence),
		corrects,
		source,
		translation
	});
}

function fromReview(entry: ReviewPublished): FileReview {
	const { effective_on, of, reviewer, grade, agrees, evidence, material, statement } = entry;
	return defined({ effective_on, of, reviewer, grade, agrees, evidence, material, statement });
}

function fromEvidence(item: EvidenceItem): FileEvidence {
	const { kind, visibility, title, url, archived_url, sha256, criteria, redaction } = item;
	return defined({ kind, visibility, title, url, archived_url, sha256, criteria, redaction });
}

function fromClosing({ effective_on, as, reason, successors, source }: GoalClosed): FileClosing {
	return defined({ effective_on, as, reason, successors, source });
}
