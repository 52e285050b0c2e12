import { m } from '../../paraglide/messages.js';
import { splitEvidence } from '../../record/withheld.ts';
import { compare, type Difference } from './differences.ts';
import type { FileClosing, FileGoal, FileRevision, FileReview, FileUpdate } from '../file/file.ts';
import { hasNew, match, missingDifferences, orderDifferences, type Match } from './match.ts';
import type { Path } from '../file/problem.ts';
import { originalsOf } from '../file/timeline.ts';
import { keyDifferences, keyUpdates, updateIds, type KeyedUpdate } from './update-keys.ts';

export type MergedGoal = Omit<FileGoal, 'updates' | 'reviews'> & {
	updates: KeyedUpdate[];
	reviews: FileReview[];
};

/** One goal of the file beside the same goal of the record. */
export type Reconciled = {
	/** The goal with everything that either has, updates under their recorded keys. */
	goal: MergedGoal;
	/** The items of `goal` that the record lacks. */
	added: Set<FileRevision | FileUpdate | FileReview | FileClosing>;
	differences: Difference[];
	/** How many items the record has and the file lacks. */
	older: number;
};

/** Compares a goal of the file with what is recorded of it, which is nothing for a new goal. */
export function reconcile(file: FileGoal, recorded: FileGoal | undefined, path: Path): Reconciled {
	const before = recorded ?? {
		...file,
		revisions: [],
		updates: [],
		reviews: [],
		closed: undefined
	};
	const revisions = reconcileRevisions(file, before, [...path, 'revisions']);
	const { recordKeys, ...updates } = reconcileUpdates(file, before, [...path, 'updates']);
	const renamed = (file.reviews ?? []).map((review) => {
		return { ...review, of: recordKeys.get(review.of) ?? review.of };
	});
	const reviews = reconcileReviews(renamed, before.reviews ?? [], [...path, 'reviews']);
	const closing = file.closed && !before.closed ? [file.closed] : [];
	return {
		goal: {
			key: file.key,
			area: before.area,
			revisions: revisions.items,
			updates: updates.items,
			reviews: reviews.items,
			closed: before.closed ?? file.closed
		},
		added: new Set([...revisions.added, ...updates.added, ...reviews.added, ...closing]),
		differences: [
			...compare(before.area, file.area, [...path, 'area'], m.import_advice_area()),
			...revisions.differences,
			...updates.differences,
			...reviews.differences,
			...compareClosings(before.closed, file.closed, [...path, 'closed'])
		],
		older:
			[revisions, updates, reviews].reduce((sum, list) => sum + list.older, 0) +
			(before.closed && !file.closed ? 1 : 0)
	};
}

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
			prepare: withoutPrivateAddresses,
			advice: m.import_advice_update()
		}),
		...keyDifferences(file.updates, recorded, found, path),
		...orderDifferences(found, file.updates, groups, path),
		...missingDifferences(found, recorded, 'update', path)
	]);
	return { ...list, recordKeys };
}

function reconcileReviews(file: FileReview[], before: FileReview[], path: Path): List<FileReview> {
	const idOf = ({ of, effective_on, reviewer }: FileReview) =>
		JSON.stringify([of, effective_on, reviewer.name]);
	const found = match(before.map(idOf), file.map(idOf));
	return merge(found, before, file, [
		...compareItems(found, before, file, path, {
			prepare: (review) => review,
			advice: m.import_advice_review()
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

/** The record does not hold the address of a redacted item. */
function withoutPrivateAddresses(update: KeyedUpdate): KeyedUpdate {
	return { ...update, evidence: update.evidence.map((item) => splitEvidence(item).shown) };
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
