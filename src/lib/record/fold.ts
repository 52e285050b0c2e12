import type {
	Entry,
	GoalClosed,
	GoalPublished,
	OrganizationAmended,
	OrganizationRegistered,
	ProgressCorrected,
	ProgressReported,
	ReviewAnswered,
	ReviewPublished,
	ScorecardCertified
} from './entries.ts';
import { FoldIndex, successorsOf } from './fold-index.ts';
import { isRaw, misplaced, type RawEntry } from './raw.ts';
import type { Goal, Organization, RecordState, Update } from './state.ts';

/** The state of a record without entries. */
export function emptyRecord(): RecordState {
	return { seq: 0, organizations: new Map(), raw: [] };
}

/**
 * Folds entries, in record order, into the state of the record. Takes ownership of `onto` and
 * changes it in place: go on only with what is returned. An entry that repeats what may be there once,
 * or speaks of an unknown organization, goal or update, is kept raw, as one that could not be read is:
 * whoever wrote it may be newer than this program. Throws where an entry does not continue the
 * numbering; the state then holds every entry before that one and nothing of it.
 */
export function fold(
	entries: Iterable<Entry | RawEntry>,
	onto: RecordState = emptyRecord()
): RecordState {
	const index = new FoldIndex();
	for (const entry of entries) add(onto, entry, index);
	return onto;
}

function add(state: RecordState, entry: Entry | RawEntry, index: FoldIndex): void {
	if (entry.seq !== state.seq + 1)
		throw new Error(`Entry ${entry.seq} does not follow entry ${state.seq}: numbers have no gaps.`);
	const raw = isRaw(entry) ? entry : placed(state, entry, index);
	if (raw) {
		state.raw.push(raw);
		if (raw.organization !== null) state.organizations.get(raw.organization)?.raw.push(raw);
	}
	state.seq = entry.seq;
}

/** Places the entry; where it cannot, nothing of it is in the state, and it comes back raw. */
function placed(state: RecordState, entry: Entry, index: FoldIndex): RawEntry | undefined {
	try {
		place(state.organizations, entry, index);
	} catch (error) {
		if (error instanceof Misplaced) return misplaced(entry, error.message);
		throw error;
	}
	if (entry.kind === 'organization.registered') {
		const before = state.raw.filter(({ organization }) => organization === entry.organization);
		state.organizations.get(entry.organization)!.raw.push(...before);
	}
	return undefined;
}

type Organizations = RecordState['organizations'];

function place(organizations: Organizations, entry: Entry, index: FoldIndex): void {
	if (entry.kind === 'organization.registered') {
		register(organizations, entry);
	} else {
		const organization = organizations.get(entry.organization);
		if (!organization) fail(entry, `unknown organization "${entry.organization}"`);
		if (entry.kind === 'goal.published') publish(organization, entry, index);
		else if (entry.kind === 'scorecard.certified') certify(organization, entry);
		else if (entry.kind === 'organization.amended') organization.amended.push(entry);
		else addToGoal(organization, entry, index);
		organization.entries.push(entry);
	}
}

/**
 * The organization as it stood at a position of the record: its entries up to number `seq`, folded anew.
 * Undefined where it was not registered by then.
 */
export function organizationAt(organization: Organization, seq: number): Organization | undefined {
	return refold(organization)(seq);
}

/**
 * The same for one position after another, which must not go back: the entries are folded once for all
 * of them. What is returned holds until the next is asked for.
 */
export function refold({
	slug,
	entries,
	raw
}: Pick<Organization, 'slug' | 'entries' | 'raw'>): (seq: number) => Organization | undefined {
	const organizations: Organizations = new Map();
	const index = new FoldIndex();
	let folded = 0;
	return (seq) => {
		for (; folded < entries.length && entries[folded]!.seq <= seq; folded += 1)
			place(organizations, entries[folded]!, index);
		const found = organizations.get(slug);
		if (found) found.raw = raw.filter((each) => each.seq <= seq);
		return found;
	};
}

function register(organizations: Organizations, entry: OrganizationRegistered): void {
	const slug = entry.organization;
	if (organizations.has(slug)) fail(entry, `organization "${slug}" is registered already`);
	organizations.set(slug, {
		slug,
		registered: entry,
		amended: [],
		goals: new Map(),
		certified: [],
		entries: [entry],
		raw: []
	});
}

function publish(organization: Organization, entry: GoalPublished, index: FoldIndex): void {
	if (organization.goals.has(entry.goal)) fail(entry, `goal "${entry.goal}" is published already`);
	const goal: Goal = {
		key: entry.goal,
		area: entry.area,
		revisions: [entry],
		reports: [],
		entries: [entry]
	};
	const predecessor = index.awaitedOf(organization).get(entry.goal);
	if (predecessor !== undefined) goal.predecessor = predecessor;
	organization.goals.set(entry.goal, goal);
}

/** Whether its figures are true is for its reader to recompute: a false one must not stop the fold. */
function certify({ certified }: Organization, entry: ScorecardCertified): void {
	const standing = certified.findLast(({ period }) => period === entry.period);
	if (entry.corrects !== standing?.seq)
		fail(
			entry,
			standing
				? `entry ${standing.seq} certified ${entry.period} already, and it must name that one`
				: `there is no scorecard of ${entry.period} that it could correct`
		);
	certified.push(entry);
}

type GoalEntry = Exclude<
	Entry,
	OrganizationRegistered | OrganizationAmended | GoalPublished | ScorecardCertified
>;

function addToGoal(organization: Organization, entry: GoalEntry, index: FoldIndex): void {
	const goal = organization.goals.get(entry.goal);
	if (!goal) fail(entry, `unknown goal "${entry.goal}"`);
	switch (entry.kind) {
		case 'goal.revised':
			goal.revisions.push(entry);
			break;
		case 'goal.closed':
			close(organization, goal, entry, index);
			break;
		case 'progress.reported':
			report(goal, entry, index);
			break;
		case 'progress.corrected':
			correct(goal, entry, index);
			break;
		case 'review.published':
			review(goal, entry, index);
			break;
		case 'review.answered':
			answer(goal, entry, index);
			break;
	}
	goal.entries.push(entry);
}

function close(org: Organization, goal: Goal, entry: GoalClosed, index: FoldIndex): void {
	if (goal.closing) fail(entry, `goal "${goal.key}" is closed already`);
	const awaited = index.awaitedOf(org);
	const successors = successorsOf(entry);
	for (const key of successors) {
		const other = org.goals.get(key)?.predecessor ?? awaited.get(key);
		if (other !== undefined) fail(entry, `goal "${key}" succeeds "${other}" already`);
	}
	for (const key of successors) {
		const successor = org.goals.get(key);
		if (successor) successor.predecessor = goal.key;
		else awaited.set(key, goal.key);
	}
	goal.closing = entry;
}

function report(goal: Goal, entry: ProgressReported, index: FoldIndex): void {
	const update = newUpdate(goal, entry, index);
	const report = { original: update, corrections: [] };
	index.updatesOf(goal).set(update.key, { report, update });
	goal.reports.push(report);
}

function correct(goal: Goal, entry: ProgressCorrected, index: FoldIndex): void {
	const { report } = findUpdate(goal, entry, entry.corrects, index);
	const update = newUpdate(goal, entry, index);
	index.updatesOf(goal).set(update.key, { report, update });
	report.corrections.push(update);
}

function review(goal: Goal, entry: ReviewPublished, index: FoldIndex): void {
	findUpdate(goal, entry, entry.of, index).update.reviews.push(entry);
}

function answer(goal: Goal, entry: ReviewAnswered, index: FoldIndex): void {
	const { update } = findUpdate(goal, entry, entry.of, index);
	// The latest first: a review is answered soon, or not at all.
	if (!update.reviews.findLast(({ seq }) => seq === entry.review))
		fail(entry, `entry ${entry.review} is no review of update "${update.key}"`);
	if (update.answers.some(({ review }) => review === entry.review))
		fail(entry, `review ${entry.review} is answered already`);
	update.answers.push(entry);
}

function newUpdate(
	goal: Goal,
	entry: ProgressReported | ProgressCorrected,
	index: FoldIndex
): Update {
	if (index.updatesOf(goal).has(entry.update))
		fail(entry, `goal "${goal.key}" has an update "${entry.update}" already`);
	return { key: entry.update, entry, reviews: [], answers: [] };
}

function findUpdate(goal: Goal, entry: Entry, key: string, index: FoldIndex) {
	const found = index.updatesOf(goal).get(key);
	if (!found) fail(entry, `unknown update "${key}" of goal "${goal.key}"`);
	return found;
}

/** An entry that does not follow from the ones before it. */
class Misplaced extends Error {}

function fail(entry: Entry, problem: string): never {
	throw new Misplaced(`Entry ${entry.seq} (${entry.kind}): ${problem}.`);
}
