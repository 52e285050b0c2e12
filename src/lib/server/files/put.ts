import { createHash } from 'node:crypto';
import { m } from '../../paraglide/messages.js';
import type { EvidenceFile } from '../../record/media-types.ts';
import { checkFile } from './check.ts';
import { bucket, wholeSize } from './open.ts';
import type { Client } from '../backend/backend.ts';
import type { Failure } from '../database/failure.ts';
import { log } from '../log.ts';

/** Bytes of evidence on their way into Storage, whoever sends them. */

export type Refused = { failure: Failure };

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What a sender calls a file, and of what type they say it is. */
export type Sent = { name: string; type: string };

/** What the bytes are, or why they cannot be evidence. */
export function look(bytes: Uint8Array, { name, type }: Sent): { file: EvidenceFile } | Refused {
	const checked = checkFile(bytes, name, type);
	if ('refused' in checked) return { failure: { code: 'bad_file', message: checked.refused } };
	return { file: { ...checked, sha256: hashOf(bytes), bytes: bytes.length } };
}

/** Stores a file that an import brings, whose organization there may not be yet: the client is the operator's. */
export async function storeAsOperator(
	client: Client,
	slug: string,
	bytes: Uint8Array,
	name: string
): Promise<{ file: EvidenceFile } | Refused> {
	const looked = look(bytes, { name, type: '' });
	if ('failure' in looked) return looked;
	const { sha256, media_type } = looked.file;
	const operator = () => Promise.resolve(client);
	const stored = await put(client, `${slug}/${sha256}`, bytes, media_type, operator);
	return stored ? { failure: stored } : looked;
}

/**
 * Stores an object. One that is there is looked at: if it is not what its name says, these bytes, which
 * are, take its place. No policy could tell the two apart, so that is the operator's to do.
 */
export async function put(
	client: Client,
	object: string,
	bytes: Uint8Array,
	contentType: string,
	operator: () => Promise<Client>
): Promise<Failure | null> {
	let { error } = await bucket(client).upload(object, bytes, { contentType });
	if (isThere(error)) {
		if ((await wholeSize(client, object)) !== null) return null;
		const options = { contentType, upsert: true };
		({ error } = await bucket(await operator()).upload(object, bytes, options));
	}
	return error && told(error);
}

export function told(error: NonNullable<StorageFailure>): Failure {
	const code = statusOf(error) === '403' ? 'not_allowed' : 'unavailable';
	if (code === 'not_allowed') return { code, message: m.error_not_allowed() };
	log().error({ code: error.statusCode }, error.message);
	return { code, message: m.error_unavailable() };
}

type StorageFailure = { message: string; statusCode?: string } | null;
const statusOf = (error: StorageFailure) => error?.statusCode;
export const isThere = (error: StorageFailure) => statusOf(error) === '409';
