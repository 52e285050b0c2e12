import type { Entry, OrganizationRegistered } from './entries.ts';
import { FoldIndex } from './fold-index.ts';
import { placeIn } from './place/index.ts';
import { fail, Misplaced } from './place/misplaced.ts';
import { isRaw, misplaced, type RawEntry } from './raw.ts';
import { newOrganization, type Organization, type RecordState } from './state.ts';

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
		placeIn(organization, entry, index);
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
	organizations.set(slug, newOrganization(entry));
}
