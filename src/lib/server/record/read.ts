import type { Entry } from '../../record/entries.ts';
import type { StoredEntry } from '../../log/verify.ts';
import { fold } from '../../record/fold.ts';
import { parseEntry } from '../../record/parse.ts';
import type { RawEntry } from '../../record/raw.ts';
import type { RecordState } from '../../record/state.ts';
import { BackendAway, type Client } from '../backend/backend.ts';
import { kindOf } from '../database/failure.ts';
import { log } from '../log.ts';

const PAGE = 1000;

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
