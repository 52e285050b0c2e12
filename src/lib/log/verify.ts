import { envelopeOf, leafHash, textHash, type Head } from './hash.ts';

/**
 * An entry as stored: the exact text that was published, the envelope under which it stands in the log, and
 * the envelope's RFC 6962 leaf hash (lower-case hex).
 */
export type StoredEntry = { seq: number; body: string; envelope: string; leaf_hash: string };

/**
 * Shows that an entry's leaf hash, envelope, text and number belong together, and returns what the text
 * holds. Throws where they do not, whatever kind of entry it is.
 */
export function verifyStored({ seq, body, envelope, leaf_hash }: StoredEntry): object {
	if (leafHash(envelope) !== leaf_hash)
		throw new Error(`Entry ${seq}: its envelope does not match its leaf hash.`);
	if (!envelope.startsWith(`{"body":"${textHash(body)}",`))
		throw new Error(`Entry ${seq}: its text does not have the hash that its envelope states.`);
	// Of what is no object it has no field, and so no envelope either.
	const head = Object(parsed(seq, body)) as Head;
	if (head.seq !== seq)
		throw new Error(`Entry ${seq}: its text says that it is entry ${head.seq}.`);
	if (envelopeOf(body, head) !== envelope)
		throw new Error(`Entry ${seq}: its envelope does not say what its text says.`);
	return head;
}

function parsed(seq: number, body: string): unknown {
	try {
		return JSON.parse(body);
	} catch (cause) {
		throw new Error(`Entry ${seq}: its text is not JSON.`, { cause });
	}
}
