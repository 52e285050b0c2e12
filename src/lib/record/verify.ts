import type { StoredEntry } from './entries.ts';
import { envelopeOf, leafHash, textHash, type Head } from './hash.ts';

/**
 * Shows that an entry's leaf hash, envelope, text and number belong together, and returns what the text
 * holds. Throws where they do not, whatever kind of entry it is.
 */
export function verifyStored({ seq, body, envelope, leaf_hash }: StoredEntry): unknown {
	const wrong = (what: string, options?: ErrorOptions) =>
		new Error(`Entry ${seq}: ${what}`, options);
	if (leafHash(envelope) !== leaf_hash) throw wrong('its envelope does not match its leaf hash.');
	if (!envelope.startsWith(`{"body":"${textHash(body)}",`))
		throw wrong('its text does not have the hash that its envelope states.');
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch (cause) {
		throw wrong('its text is not JSON.', { cause });
	}
	// Of what is no object it has no field, and so no envelope either.
	const head = Object(value) as Head;
	if (head.seq !== seq) throw wrong(`its text says that it is entry ${head.seq}.`);
	if (envelopeOf(body, head) !== envelope)
		throw wrong('its envelope does not say what its text says.');
	return value;
}
