import { inForce } from '../../record/as-of.ts';
import { defined } from '../file/defined.ts';
import type {
	FileCheck,
	FileEvidence,
	FileJudgement,
	FileReview,
	FileRevision,
	FileRevisionReview,
	RoadmapFile
} from '../file/file.ts';
import { targetsOf } from '../file/targets.ts';
import { without } from '../file/without.ts';
import { FILE_NAME } from '../../record/pattern.ts';
import { splitEvidence } from '../../record/withheld.ts';
import type { MergedGoal, Reconciled } from './reconcile.ts';
import type { AnswerStep, ImportStep } from './steps.ts';
import { originalsOf } from '../file/timeline.ts';
import type { KeyedUpdate } from './update-keys.ts';

type Dated = {
	step: ImportStep;
	/** The day before which it cannot be recorded. */
	day: string;
	/** Of an answer, the review that the same import adds. */
	answers?: ImportStep | undefined;
};
type Step<K extends ImportStep['kind']> = Extract<ImportStep, { kind: K }>;

/** On one day: what later kinds speak of comes first. */
const ORDER: ImportStep['kind'][] = [
	'organization.registered',
	'goal.published',
	'goal.revised',
	'condition.judged',
	'progress.reported',
	'progress.corrected',
	'review.published',
	'revision.reviewed',
	'review.answered',
	'goal.closed',
	'record.checked'
];

/** What an organization's first entry says. */
export function registration(file: RoadmapFile, today: string): Step<'organization.registered'> {
	const { name, url, kept_by, kept_by_note, keeper } = file.organization;
	return defined({
		kind: 'organization.registered' as const,
		effective_on: today,
		name,
		url,
		kept_by,
		kept_by_note,
		keeper,
		roadmap: file.roadmap
	});
}

/** The steps that add to the record what it lacks of these goals and checks, in the order in which it gets them. */
export function stepsFor(goals: readonly Reconciled[], checks: readonly FileCheck[]): ImportStep[] {
	const dated = goals.flatMap(({ goal, added, numbers }): Dated[] => {
		const originals = originalsOf(goal.updates);
		const { closed } = goal;
		return [
			...goal.revisions.flatMap((revision, index) =>
				added.has(revision) ? onItsDay(revisionStep(goal, revision, index + 1)) : []
			),
			...goal.updates.flatMap((update, index) =>
				added.has(update)
					? onItsDay(updateStep(goal, update, goal.updates[originals[index]!]!.effective_on))
					: []
			),
			...goal.reviews.flatMap((review, index) => {
				const step = added.has(review) ? reviewStep(goal, review) : undefined;
				return [
					...(step ? [step] : []),
					...(review.answer && added.has(review.answer)
						? [answerStep(goal, review, step ?? numbers[index]!)]
						: [])
				];
			}),
			...goal.conditions.flatMap((judgement) =>
				added.has(judgement) ? onItsDay(judgementStep(goal, judgement)) : []
			),
			...goal.revision_reviews.flatMap((review) =>
				added.has(review) ? onItsDay(revisionReviewStep(goal, review)) : []
			),
			...(closed && added.has(closed)
				? onItsDay({ kind: 'goal.closed', goal: goal.key, ...closed })
				: [])
		];
	});
	dated.push(...checks.flatMap((check) => onItsDay({ kind: 'record.checked', ...check })));
	dated.sort(compareDated);
	const places = new Map(dated.map(({ step }, index) => [step, index + 1]));
	return dated.map(({ step, answers }) =>
		answers ? ({ ...step, review_step: places.get(answers)! } as AnswerStep) : step
	);
}

function compareDated(a: Dated, b: Dated): number {
	if (a.day !== b.day) return a.day < b.day ? -1 : 1;
	return ORDER.indexOf(a.step.kind) - ORDER.indexOf(b.step.kind);
}

function onItsDay(step: ImportStep): Dated[] {
	return [{ step, day: step.effective_on }];
}

function revisionStep(goal: MergedGoal, revision: FileRevision, number: number): ImportStep {
	const { effective_on, change, title, statement, criteria, outlook } = revision;
	const { reason, source, translation } = revision;
	const text = { title, statement, criteria, ...targetsOf(revision), outlook };
	const head = { effective_on, goal: goal.key, revision: number };
	return change === 'published'
		? defined({
				kind: 'goal.published' as const,
				...head,
				area: goal.area,
				condition: revision.condition,
				...text,
				source,
				translation
			})
		: defined({
				kind: 'goal.revised' as const,
				...head,
				change,
				...text,
				reason: reason!,
				source,
				translation
			});
}

function updateStep(goal: MergedGoal, update: KeyedUpdate, day: string): ImportStep {
	const { key, corrects, effective_on, grade, narrative, met, source, translation } = update;
	const evidence = update.evidence.map(stepEvidence);
	const head = { effective_on, goal: goal.key, update: key };
	const graded = inForce(goal.revisions, day);
	const revision = graded ? goal.revisions.lastIndexOf(graded) + 1 : 0;
	const claim = { revision, grade, narrative, met, evidence, source, translation };
	return corrects === undefined
		? defined({ kind: 'progress.reported' as const, ...head, ...claim })
		: defined({ kind: 'progress.corrected' as const, ...head, corrects, ...claim });
}

/** Of a file that a file names, only the database knows whether it is held here: from it come type and size. */
function stepEvidence(whole: FileEvidence) {
	const { name } = whole;
	const item = without(whole, 'name', 'media_type', 'bytes');
	return name !== undefined && FILE_NAME.test(name) ? { ...item, name } : item;
}

/** A review may speak of a day before its update's; it is still recorded after that update. */
function reviewStep(goal: MergedGoal, review: FileReview): Dated {
	const said = without(review, 'answer');
	const step = { kind: 'review.published' as const, goal: goal.key, ...said };
	return { step, day: reviewedOn(goal, review) };
}

function reviewedOn(goal: MergedGoal, { of, effective_on }: FileReview): string {
	const reviewed = goal.updates.find(({ key }) => key === of)?.effective_on ?? '';
	return reviewed > effective_on ? reviewed : effective_on;
}

/** Of a review that is recorded under a number, or that is added with it. */
function answerStep(goal: MergedGoal, review: FileReview, of: number | Dated): Dated {
	const { effective_on, statement } = review.answer!;
	const reviewed = reviewedOn(goal, review);
	const head = { kind: 'review.answered' as const, effective_on, goal: goal.key, of: review.of };
	const day = reviewed > effective_on ? reviewed : effective_on;
	return typeof of === 'number'
		? { step: { ...head, review: of, statement }, day }
		: { step: { ...head, review_step: 0, statement }, day, answers: of.step };
}

/** No workspace holds what is withheld of a condition's evidence. */
function judgementStep(goal: MergedGoal, judgement: FileJudgement): ImportStep {
	const { effective_on, state, statement, source } = judgement;
	const evidence = judgement.evidence.map((item) => splitEvidence(stepEvidence(item)).shown);
	const head = { kind: 'condition.judged' as const, effective_on, goal: goal.key };
	return defined({ ...head, state, statement, evidence, source });
}

function revisionReviewStep(goal: MergedGoal, review: FileRevisionReview): ImportStep {
	return { kind: 'revision.reviewed', goal: goal.key, ...review };
}
