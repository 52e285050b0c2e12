import { inForce } from '../../record/as-of.ts';
import { defined } from '../file/defined.ts';
import type { FileRevision, FileReview, RoadmapFile } from '../file/file.ts';
import type { MergedGoal, Reconciled } from './reconcile.ts';
import type { ImportStep } from './steps.ts';
import { originalsOf } from '../file/timeline.ts';
import type { KeyedUpdate } from './update-keys.ts';

type Dated = { step: ImportStep; /** The day before which it cannot be recorded. */ day: string };
type Step<K extends ImportStep['kind']> = Extract<ImportStep, { kind: K }>;

/** On one day: what later kinds speak of comes first. */
const ORDER: ImportStep['kind'][] = [
	'organization.registered',
	'goal.published',
	'goal.revised',
	'progress.reported',
	'progress.corrected',
	'review.published',
	'goal.closed'
];

/** What an organization's first entry says. */
export function registration(file: RoadmapFile, today: string): Step<'organization.registered'> {
	const { name, url, kept_by, kept_by_note } = file.organization;
	return defined({
		kind: 'organization.registered' as const,
		effective_on: today,
		name,
		url,
		kept_by,
		kept_by_note,
		roadmap: file.roadmap
	});
}

/** The steps that add to the record what it lacks of these goals, in the order in which it gets them. */
export function stepsFor(goals: readonly Reconciled[]): ImportStep[] {
	const dated = goals.flatMap(({ goal, added }) => {
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
			...goal.reviews.flatMap((review) => (added.has(review) ? reviewStep(goal, review) : [])),
			...(closed && added.has(closed)
				? onItsDay({ kind: 'goal.closed', goal: goal.key, ...closed })
				: [])
		];
	});
	return dated.sort(compareDated).map(({ step }) => step);
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
	const target = revision.target ?? undefined;
	const text = { title, statement, criteria, target, outlook };
	const head = { effective_on, goal: goal.key, revision: number };
	return change === 'published'
		? defined({
				kind: 'goal.published' as const,
				...head,
				area: goal.area,
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
	const { key, corrects, effective_on, grade, narrative, evidence, source, translation } = update;
	const head = { effective_on, goal: goal.key, update: key };
	const graded = inForce(goal.revisions, day);
	const revision = graded ? goal.revisions.lastIndexOf(graded) + 1 : 0;
	const claim = { revision, grade, narrative, evidence, source, translation };
	return corrects === undefined
		? defined({ kind: 'progress.reported' as const, ...head, ...claim })
		: defined({ kind: 'progress.corrected' as const, ...head, corrects, ...claim });
}

/** A review may speak of a day before its update's; it is still recorded after that update. */
function reviewStep(goal: MergedGoal, review: FileReview): Dated[] {
	const reviewed = goal.updates.find((update) => update.key === review.of)?.effective_on ?? '';
	const day = reviewed > review.effective_on ? reviewed : review.effective_on;
	return [{ step: { kind: 'review.published', goal: goal.key, ...review }, day }];
}
