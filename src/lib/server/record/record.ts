import type { Entry, StoredEntry } from '../../record/entries.ts';
import { emptyRecord, fold } from '../../record/fold.ts';
import { parseEntry } from '../../record/parse.ts';
import type { RawEntry } from '../../record/raw.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { BackendAway } from '../backend/backend.ts';
import { openInstance, publicClient, type Client } from '../backend/index.ts';
import { kindOf } from '../database/failure.ts';
import { log } from '../log.ts';

/** The folded record that every public page is drawn from. It is read anew only where it has grown. */

const PAGE = 1000;
const REFRESH_EVERY_MS = 5_000;

/**
 * Reads what the record has beyond `state`, folds it in and adds it to `stored` as it stands: all of it at
 * once, since what was published at once is seen at once. Throws where the database does not answer.
 */
export async function readRecord(
	client: Client,
	state: RecordState,
	stored: StoredEntry[] = []
): Promise<RecordState> {
	const rows: StoredEntry[] = [];
	for (;;) {
		const { data, error } = await client
			.from('record_entries')
			.select('seq, body, envelope, leaf_hash')
			.gt('seq', rows.at(-1)?.seq ?? state.seq)
			.order('seq')
			.limit(PAGE);
		if (error) {
			const Fault = kindOf(error) === 'away' ? BackendAway : Error;
			throw new Fault(`The record cannot be read: ${error.message}`);
		}
		// Fewer than were asked for need not be all: the database may have a lower limit of its own.
		if (data.length === 0) break;
		for (const row of data) rows.push(row);
	}
	const known = state.raw.length;
	fold(parsed(rows, stored), state);
	tell(state.raw.slice(known));
	return state;
}

/** Each row joins `stored` once it is folded in, so that the two never stand at different numbers. */
function* parsed(rows: readonly StoredEntry[], stored: StoredEntry[]): Generator<Entry | RawEntry> {
	for (const row of rows) {
		yield parseEntry(row);
		stored.push(row);
	}
}

/** For the log: what this program cannot place, once, however many there are. */
function tell([first, ...others]: readonly RawEntry[]): void {
	if (!first) return;
	log().warn(
		{ problem: first.problem, others: others.length },
		'an entry is kept as it stands: it may be newer than this server'
	);
}

type Holder = {
	state: RecordState;
	/** The entries that `state` was folded from; number n stands at n − 1. */
	stored: StoredEntry[];
	client: Client;
	reading: Promise<void> | null;
};
// One per process, for the same reason as the backend.
const slot = globalThis as typeof globalThis & { waymarkRecord?: Promise<Holder> };

function open(): Promise<Holder> {
	return opened().catch((error: unknown) => {
		// Whoever asks next tries again.
		delete slot.waymarkRecord;
		throw error;
	});
}

async function opened(): Promise<Holder> {
	const { backend } = await openInstance();
	const holder: Holder = {
		state: emptyRecord(),
		stored: [],
		client: publicClient(backend),
		reading: null
	};
	await readRecord(holder.client, holder.state, holder.stored);
	setInterval(() => {
		// While the database is away the pages stay up with what was read last.
		refresh(holder).catch(away);
	}, REFRESH_EVERY_MS).unref();
	return holder;
}

const away = (error: Error) => log().error({ reason: error.message }, 'the record was not read');

function refresh(holder: Holder): Promise<void> {
	holder.reading ??= readRecord(holder.client, holder.state, holder.stored)
		.then(() => undefined)
		.finally(() => (holder.reading = null));
	return holder.reading;
}

/** The record as last read. */
export async function record(): Promise<RecordState> {
	slot.waymarkRecord ??= open();
	return (await slot.waymarkRecord).state;
}

/** The exact text, envelope and leaf hash of every entry in {@link record}, in order: number n at n − 1. */
export async function storedEntries(): Promise<readonly StoredEntry[]> {
	slot.waymarkRecord ??= open();
	return (await slot.waymarkRecord).stored;
}

/** Reads new entries now, so that who has just published sees it. */
export async function refreshRecord(): Promise<void> {
	slot.waymarkRecord ??= open();
	const holder = await slot.waymarkRecord;
	// A read under way may have begun before the entry was written.
	await holder.reading;
	// What was published is published all the same; the next reading shows it.
	await refresh(holder).catch(away);
}

/** One organization of the record, or undefined. */
export async function organization(slug: string): Promise<Organization | undefined> {
	return (await record()).organizations.get(slug);
}
