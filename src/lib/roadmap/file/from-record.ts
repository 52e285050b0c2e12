import type {
	ConditionJudged,
	EvidenceItem,
	GoalClosed,
	GoalPublished,
	GoalRevised,
	RecordChecked,
	ReviewAnswered,
	ReviewPublished,
	RevisionReviewed,
	ScorecardCertified
} from '../../record/entries.ts';
import type { Goal, Organization, Update } from '../../record/state.ts';
import { defined } from './defined.ts';
import {
	FORMAT,
	type FileAnswer,
	type FileCheck,
	type FileClosing,
	type FileEvidence,
	type FileGoal,
	type FileJudgement,
	type FileReview,
	type FileRevision,
	type FileRevisionReview,
	type FileUpdate,
	type RoadmapFile
} from './file.ts';

/**
 * Writes what the record holds of an organization as a roadmap file: importing it elsewhere gives the
 * same history. Every update carries its recorded key; redacted evidence carries no address, because
 * the record has none.
 */
export function fileFromRecord(organization: Organization): RoadmapFile {
	const { name, url, kept_by, kept_by_note, keeper, roadmap } = organization.registered;
	const { title, url: roadmapUrl, cadence_days } = roadmap;
	const { slug, checks, certified } = organization;
	return defined({
		format: FORMAT,
		organization: defined({ slug, name, url, kept_by, kept_by_note, keeper }),
		roadmap: { title, url: roadmapUrl, cadence_days },
		goals: [...organization.goals.values()].map(fromGoal),
		checks: some(checks.toSorted(byDay).map(fromCheck)),
		certified: some(certified.toSorted(byDay).map(fromCertified))
	});
}

function fromGoal(goal: Goal): FileGoal {
	const updates = goal.reports.flatMap((report) => [report.original, ...report.corrections]);
	return defined({
		key: goal.key,
		area: goal.area,
		revisions: goal.revisions.toSorted(byDay).map(fromRevision),
		updates: updates.sort((a, b) => byDay(a.entry, b.entry)).map(fromUpdate),
		reviews: some(reviewsOf(goal).map(({ review, answer }) => fromReview(review, answer))),
		conditions: some(goal.judgements.toSorted(byDay).map(fromJudgement)),
		revision_reviews: some(goal.revisionReviews.toSorted(byDay).map(fromRevisionReview)),
		closed: goal.closing && fromClosing(goal.closing)
	});
}

/** The reviews of a goal's updates, each with its answer, in the order in which a file has them. */
export function reviewsOf(goal: Goal): { review: ReviewPublished; answer?: ReviewAnswered }[] {
	return goal.reports
		.flatMap((report) => [report.original, ...report.corrections])
		.flatMap(({ reviews, answers }) =>
			reviews.map((review) => {
				const answer = answers.find((each) => each.review === review.seq);
				return { review, ...(answer && { answer }) };
			})
		)
		.sort((a, b) => byDay(a.review, b.review));
}

/** Left out where there is none. */
const some = <T>(items: T[]): T[] | undefined => (items.length ? items : undefined);

type Dated = { effective_on: string; seq: number };

function byDay(a: Dated, b: Dated): number {
	if (a.effective_on !== b.effective_on) return a.effective_on < b.effective_on ? -1 : 1;
	return a.seq - b.seq;
}

function fromRevision(entry: GoalPublished | GoalRevised): FileRevision {
	const { effective_on, title, statement, criteria, outlook, source, translation } = entry;
	const revised = entry.kind === 'goal.revised';
	return defined({
		effective_on,
		change: revised ? entry.change : ('published' as const),
		title,
		statement,
		criteria,
		condition: revised ? undefined : entry.condition,
		target: fileTarget(entry),
		outlook,
		reason: revised ? entry.reason : undefined,
		source,
		translation
	});
}

/** A day, or days from a condition; null where there is neither. */
function fileTarget({ target, target_within }: GoalPublished | GoalRevised) {
	if (!target_within) return target ?? null;
	const { days, ...rest } = target_within;
	return { within_days: days, ...rest };
}

function fromUpdate({ key, entry }: Update): FileUpdate {
	const { effective_on, grade, narrative, met, evidence, source, translation } = entry;
	const corrects = entry.kind === 'progress.corrected' ? entry.corrects : undefined;
	return defined({
		key,
		effective_on,
		grade,
		narrative,
		met,
		evidence: evidence.map(fromEvidence),
		corrects,
		source,
		translation
	});
}

function fromReview(entry: ReviewPublished, answer: ReviewAnswered | undefined): FileReview {
	const { effective_on, of, reviewer, grade, agrees, evidence, findings, material } = entry;
	const { statement } = entry;
	return defined({
		effective_on,
		of,
		reviewer,
		grade,
		agrees,
		evidence,
		findings,
		material,
		statement,
		answer: answer && fromAnswer(answer)
	});
}

const fromAnswer = ({ effective_on, statement }: ReviewAnswered): FileAnswer => ({
	effective_on,
	statement
});

function fromJudgement(entry: ConditionJudged): FileJudgement {
	const { effective_on, state, statement, evidence, source } = entry;
	return defined({ effective_on, state, statement, evidence: evidence.map(fromEvidence), source });
}

function fromRevisionReview(entry: RevisionReviewed): FileRevisionReview {
	const { effective_on, revision, reviewer, effect, statement } = entry;
	return { effective_on, revision, reviewer, effect, statement };
}

function fromEvidence(item: EvidenceItem): FileEvidence {
	const { kind, visibility, title, url, archived_url, sha256, criteria, redaction } = item;
	const { name, media_type, bytes } = item;
	const file = { sha256, name, media_type, bytes };
	return defined({ kind, visibility, title, url, archived_url, ...file, criteria, redaction });
}

function fromClosing({ effective_on, as, reason, successors, source }: GoalClosed): FileClosing {
	return defined({ effective_on, as, reason, successors, source });
}

function fromCheck({ effective_on, by, sources, statement }: RecordChecked): FileCheck {
	return { effective_on, by, sources, statement };
}

/** What the entry says; its number is that of its own record, and says which record that is. */
function fromCertified(entry: ScorecardCertified): NonNullable<RoadmapFile['certified']>[number] {
	const { effective_on, period, as_of, method, position, figures, certifier } = entry;
	const { confirmed_by, statement, corrects, reason, seq } = entry;
	const by = { certifier, confirmed_by, statement, corrects, reason };
	return defined({ seq, effective_on, period, as_of, method, position, figures, ...by });
}
