import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { m } from '../../paraglide/messages.js';
import type { Client } from '../backend/backend.ts';
import { giveUp } from '../database/give-up.ts';

/**
 * Files of evidence on their way out. Their bytes pass through in pieces: whatever is asked for and by
 * however many, no whole file stands in memory.
 */

export const bucket = (client: Client) => client.storage.from('evidence');

/** `bytes` is how many there will be. */
export type OpenFile = { bytes: number; body: ReadableStream<Uint8Array<ArrayBuffer>> };

/** Null for an object that the client may not read; gives the request up where Storage does not answer. */
async function stream(client: Client, object: string): Promise<OpenFile['body'] | null> {
	const { data, error } = await bucket(client).download(object).asStream();
	const { status } = (error ?? { status: 200 }) as { status?: number };
	if (status === undefined || status >= 500) giveUp(503, m.error_database());
	return data as OpenFile['body'] | null;
}

/** Reading a whole file for its hash is the dear part. */
const inTurn = pLimit(4);

/** How many bytes an object has that is what its name says; null where the client may read none such. */
export function wholeSize(client: Client, object: string): Promise<number | null> {
	return inTurn(async () => {
		const hash = createHash('sha256');
		let bytes = 0;
		const body = await stream(client, object);
		if (!body) return null;
		for await (const part of body) {
			hash.update(part);
			bytes += part.byteLength;
		}
		return hash.digest('hex') === object.split('/').at(-1) ? bytes : null;
	});
}

/** The file with that SHA-256 that an organization holds; null where the client may not have it. */
export async function openFile(
	client: Client,
	slug: string,
	sha256: string,
	size = wholeSize
): Promise<OpenFile | null> {
	const object = `${slug}/${sha256}`;
	const bytes = await size(client, object);
	const body = bytes === null ? null : await stream(client, object);
	return bytes === null || !body ? null : { bytes, body };
}

/** Sizes of objects that were whole when first asked for: as many as the record names, at most. */
const published = new Map<string, Promise<number | null>>();

function publishedSize(client: Client, object: string): Promise<number | null> {
	const known = published.get(object);
	if (known) return known;
	const size = wholeSize(client, object);
	published.set(object, size);
	const forget = () => published.delete(object);
	void size.then((bytes) => bytes ?? forget(), forget);
	return size;
}

/**
 * As {@link openFile}, for files that the record publishes. Each is looked at until its bytes are the true
 * ones: those nobody can replace or remove, whereas the server puts them in the place of wrong ones.
 */
export const openPublished = (client: Client, slug: string, sha256: string) =>
	openFile(client, slug, sha256, publishedSize);
