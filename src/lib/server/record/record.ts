import type { StoredEntry } from '../../log/verify.ts';
import { emptyRecord } from '../../record/fold.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { publicClient, type Client } from '../backend/backend.ts';
import { openInstance } from '../instance.ts';
import { log } from '../log.ts';
import { readRecord } from './read.ts';

/** The folded record that every public page is drawn from. It is read anew only where it has grown. */

const REFRESH_EVERY_MS = 5_000;

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
