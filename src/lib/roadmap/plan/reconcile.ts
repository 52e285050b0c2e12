import { m } from '../../paraglide/messages.js';
import { splitEvidence } from '../../record/withheld.ts';
import { defined } from '../file/defined.ts';
import { compare, type Difference } from './differences.ts';
import type {
	FileAnswer,
	FileCheck,
	FileClosing,
	FileEvidence,
	FileGoal,
	FileJudgement,
	FileReview,
	FileRevision,
	FileRevisionReview,
	FileUpdate
} from '../file/file.ts';
import { hasNew, match, missingDifferences, orderDifferences, type Match } from './match.ts';
import type { Path } from '../file/problem.ts';
import { without } from '../file/without.ts';
import { originalsOf } from '../file/timeline.ts';
import { keyDifferences, keyUpdates, updateIds, type KeyedUpdate } from './update-keys.ts';

export type MergedGoal = Omit<
	FileGoal,
	'updates' | 'reviews' | 'conditions' | 'revision_reviews'
> & {
	updates: KeyedUpdate[];
	reviews: FileReview[];
	conditions: FileJudgement[];
	revision_reviews: FileRevisionReview[];
};

type Item =
	| FileRevision
	| FileUpdate
	| FileReview
	| FileAnswer
	| FileJudgement
	| FileRevisionReview
	| FileClosing;

/** One goal of the file beside the same goal of the record. */
export type Reconciled = {
	/** The goal with everything that either has, updates under their recorded keys. */
	goal: MergedGoal;
	/** The items of `goal` that the record lacks. */
	added: Set<Item>;
	/** At the places of `goal.reviews`, the numbers of those that are recorded. */
	numbers: (number | undefined)[];
	differences: Difference[];
	/** How many items the record has and the file lacks. */
	older: number;
};

/** What is recorded of a goal, as a file, and the numbers of the entries of its reviews. */
export type Recorded = { goal: FileGoal; numbers: readonly number[] };

/** Compares a goal of the file with what is recorded of it, which is nothing for a new goal. */
export function reconcile(file: FileGoal, recorded: Recorded | undefined, path: Path): Reconciled {
	const before = recorded?.goal ?? { ...file, ...NOTHING };
	const revisions = reconcileRevisions(file, before, [...path, 'revisions']);
	const { recordKeys, ...updates } = reconcileUpdates(file, before, [...path, 'updates']);
	const renamed = (file.reviews ?? []).map((review) => {
		return { ...review, of: recordKeys.get(review.of) ?? review.of };
	});
	const numbers = recorded?.numbers ?? [];
	const reviews = reconcileReviews(renamed, before.reviews ?? [], numbers, [...path, 'reviews']);
	const conditions = reconcileJudgements(file.conditions ?? [], before.conditions ?? [], [
		...path,
		'conditions'
	]);
	const ofRevisions = reconcileRevisionReviews(
		file.revision_reviews ?? [],
		before.revision_reviews ?? [],
		[...path, 'revision_reviews']
	);
	const lists: List<Item>[] = [revisions, updates, reviews, conditions, ofRevisions];
	const closing = file.closed && !before.closed ? [file.closed] : [];
	return {
		goal: {
			key: file.key,
			area: before.area,
			revisions: revisions.items,
			updates: updates.items,
			reviews: reviews.items,
			conditions: conditions.items,
			revision_reviews: ofRevisions.items,
			closed: before.closed ?? file.closed
		},
		added: new Set<Item>([...lists.flatMap(({ added }) => added), ...reviews.answers, ...closing]),
		numbers: reviews.numbers,
		differences: [
			...compare(before.area, file.area, [...path, 'area'], m.import_advice_area()),
			...lists.flatMap(({ differences }) => differences),
			...compareClosings(before.closed, file.closed, [...path, 'closed'])
		],
		older:
			lists.reduce((sum, list) => sum + list.older, 0) + (before.closed && !file.closed ? 1 : 0)
	};
}

const NOTHING = {
	revisions: [],
	updates: [],
	reviews: [],
	conditions: [],
	revision_reviews: [],
	closed: undefined
};

type List<T> = { items: T[]; added: T[]; older: number; differences: Difference[] };

/** A list with new items is the file's; one without is the record's, which may have more. */
function merge<T>(found: Match, recorded: T[], file: T[], differences: Difference[]): List<T> {
	return {
		items: hasNew(found) ? file : recorded,
		added: file.filter((_, index) => found.recordedAt[index] === undefined),
		older: found.missing.length,
		differences
	};
}

function reconcileRevisions(file: FileGoal, before: FileGoal, path: Path): List<FileRevision> {
	const dayOf = (revision: FileRevision) => revision.effective_on;
	const found = match(before.revisions.map(dayOf), file.revisions.map(dayOf));
	const oneGroup = file.revisions.map(() => '');
	return merge(found, before.revisions, file.revisions, [
		...compareItems(found, before.revisions, file.revisions, path, {
			prepare: withoutFirstReason,
			advice: m.import_advice_revision()
		}),
		...orderDifferences(found, file.revisions, oneGroup, path),
		...missingDifferences(found, before.revisions, 'revision', path)
	]);
}

function reconcileUpdates(file: FileGoal, before: FileGoal, path: Path) {
	const recorded = before.updates as KeyedUpdate[];
	const found = match(updateIds(recorded, file.updates), updateIds(file.updates, recorded));
	const { updates, recordKeys } = keyUpdates(file.updates, recorded, found);
	const originals = originalsOf(updates);
	const groups = updates.map(({ effective_on, corrects }, index) =>
		corrects === undefined ? effective_on : `${effective_on} ${originals[index]}`
	);
	const list = merge(found, recorded, updates, [
		...compareItems(found, recorded, updates, path, {
			prepare: withShownEvidence,
			advice: m.import_advice_update()
		}),
		...keyDifferences(file.updates, recorded, found, path),
		...orderDifferences(found, file.updates, groups, path),
		...missingDifferences(found, recorded, 'update', path)
	]);
	return { ...list, recordKeys };
}

function reconcileReviews(
	file: FileReview[],
	before: FileReview[],
	numbers: readonly number[],
	path: Path
) {
	const idOf = ({ of, effective_on, reviewer }: FileReview) =>
		JSON.stringify([of, effective_on, reviewer.name]);
	const found = match(before.map(idOf), file.map(idOf));
	// An answer is an item of its own, which may come later.
	const answered = before.map((review, at) => {
		const index = found.recordedAt.indexOf(at);
		const answer = review.answer ?? (index < 0 ? undefined : file[index]!.answer);
		return answer ? { ...review, answer } : review;
	});
	const told = file.map((review, index) => {
		const at = found.recordedAt[index];
		return at === undefined ? review : defined({ ...review, answer: answered[at]!.answer });
	});
	const list = merge(found, answered, told, [
		...compareItems(found, before, file, path, {
			prepare: (review) => ({ ...review, answer: undefined }),
			advice: m.import_advice_review()
		}),
		...file.flatMap(({ answer }, index) => {
			const at = found.recordedAt[index];
			const recorded = at === undefined ? undefined : before[at]!.answer;
			const place = [...path, index, 'answer'];
			return recorded && answer ? compare(recorded, answer, place, m.import_advice_answer()) : [];
		}),
		// Of two reviews of a day the later in the record counts.
		...orderDifferences(
			found,
			file,
			file.map(({ of, effective_on }) => `${effective_on} ${of}`),
			path
		),
		...missingDifferences(found, before, 'review', path)
	]);
	const known = new Set(before.map(({ answer }) => answer));
	const own = list.items === told;
	return {
		...list,
		answers: list.items.flatMap(({ answer }) => (answer && !known.has(answer) ? [answer] : [])),
		numbers: own ? found.recordedAt.map((at) => numbers[at!]) : [...numbers],
		older:
			list.older +
			file.filter(({ answer }, index) => !answer && before[found.recordedAt[index]!]?.answer).length
	};
}

function reconcileJudgements(file: FileJudgement[], before: FileJudgement[], path: Path) {
	const dayOf = ({ effective_on }: FileJudgement) => effective_on;
	return reconcileList(file, before, path, dayOf, dayOf, {
		prepare: withShownEvidence,
		advice: m.import_advice_judgement(),
		item: 'judgement'
	});
}

function reconcileRevisionReviews(
	file: FileRevisionReview[],
	before: FileRevisionReview[],
	path: Path
) {
	const groupOf = ({ revision, effective_on }: FileRevisionReview) => `${effective_on} ${revision}`;
	const idOf = (review: FileRevisionReview) => `${groupOf(review)} ${review.reviewer.name}`;
	return reconcileList(file, before, path, idOf, groupOf, {
		prepare: (review) => review,
		advice: m.import_advice_revision_review(),
		item: 'review'
	});
}

export function reconcileChecks(file: FileCheck[], before: FileCheck[]): List<FileCheck> {
	const dayOf = ({ effective_on }: FileCheck) => effective_on;
	const idOf = (check: FileCheck) => `${dayOf(check)} ${check.by}`;
	return reconcileList(file, before, ['checks'], idOf, dayOf, {
		prepare: (check) => check,
		advice: m.import_advice_check(),
		item: 'check'
	});
}

/** A list whose items of one group have an order between them, and no other. */
function reconcileList<T>(
	file: T[],
	before: T[],
	path: Path,
	idOf: (item: T) => string,
	groupOf: (item: T) => string,
	how: {
		prepare: (item: T) => unknown;
		advice: string;
		item: Parameters<typeof missingDifferences>[2];
	}
): List<T> {
	const found = match(before.map(idOf), file.map(idOf));
	return merge(found, before, file, [
		...compareItems(found, before, file, path, how),
		...orderDifferences(found, file, file.map(groupOf), path),
		...missingDifferences(found, before, how.item, path)
	]);
}

function compareItems<T>(
	{ recordedAt }: Match,
	recorded: readonly T[],
	file: readonly T[],
	path: Path,
	{ prepare, advice }: { prepare: (item: T) => unknown; advice: string }
): Difference[] {
	return file.flatMap((item, index) => {
		const at = recordedAt[index];
		if (at === undefined) return [];
		return compare(prepare(recorded[at]!), prepare(item), [...path, index], advice);
	});
}

/** The record has no reason for a first revision. */
function withoutFirstReason(revision: FileRevision): FileRevision {
	return revision.change === 'published' ? { ...revision, reason: undefined } : revision;
}

/** The record does not hold the address of a redacted item, and says of a file what this instance has of it. */
function withShownEvidence<T extends { evidence: FileEvidence[] }>(item: T): T {
	const evidence = item.evidence.map((each) =>
		without(splitEvidence(each).shown, 'name', 'media_type', 'bytes')
	);
	return { ...item, evidence };
}

function compareClosings(
	recorded: FileClosing | undefined,
	file: FileClosing | undefined,
	path: Path
): Difference[] {
	if (!recorded || !file) return [];
	const sameSuccessors =
		recorded.successors.toSorted().join() === file.successors.toSorted().join();
	const successors = sameSuccessors ? file.successors : recorded.successors;
	return compare({ ...recorded, successors }, file, path, m.import_advice_closing());
}
