import { createHash } from 'node:crypto';
import { m } from '../../paraglide/messages.js';
import type { EvidenceFile, MediaType } from '../../record/media-types.ts';
import { checkFile } from './check.ts';
import { bucket, wholeSize } from './open.ts';
import { turnsByKey } from './turns.ts';
import { openInstance } from '../instance.ts';
import { operatorClient, type Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { log } from '../log.ts';
import { read, readOne } from '../database/answer.ts';

/** Files of evidence in Storage, under the organization's slug and their SHA-256. Policies decide. */

type Owner = { organization: { id: string; slug: string } };
type Refused = { failure: Failure };

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What a sender calls a file, and of what type they say it is. */
export type Sent = { name: string; type: string };

/** What the bytes are, or why they cannot be evidence. */
function look(bytes: Uint8Array, { name, type }: Sent): { file: EvidenceFile } | Refused {
	const checked = checkFile(bytes, name, type);
	if ('refused' in checked) return { failure: { code: 'bad_file', message: checked.refused } };
	return { file: { ...checked, sha256: hashOf(bytes), bytes: bytes.length } };
}

/** Takes a file in as its sender calls it, or says why not. The same bytes again are the same object. */
export async function keepFile(
	client: Client,
	{ organization }: Owner,
	bytes: Uint8Array,
	sent: Sent,
	operator = theOperator
): Promise<{ file: EvidenceFile } | Refused> {
	const looked = look(bytes, sent);
	if ('failure' in looked) return looked;
	const { file } = looked;
	const { sha256 } = file;
	const object = `${organization.slug}/${sha256}`;
	const stored = await put(client, object, bytes, file.media_type, operator);
	if (stored) return { failure: stored };
	const { data, error } = await client.rpc('hold_file', {
		organization: organization.id,
		sha256,
		name: file.name
	});
	if (error) return { failure: failure(error) };
	// Perhaps held already as CSV, what now comes as text: what it was first is what the record says.
	return { file: { ...file, media_type: data as EvidenceFile['media_type'] } };
}

/**
 * Takes a file in from whoever has an access token, the client being the public's. Nothing is read: what
 * stands under the hash already has to have the size of these bytes, or it is refused as `file_differs`.
 */
export async function keepPostedFile(
	client: Client,
	post: { token: string; organization: string },
	bytes: Uint8Array,
	sent: Sent
): Promise<{ file: EvidenceFile; is_new: boolean } | Refused> {
	const looked = look(bytes, sent);
	if ('failure' in looked) return looked;
	const { sha256, name, media_type: contentType } = looked.file;
	const named = { ...post, sha256 };
	const object = `${post.organization}/${sha256}`;
	return oneByOne(object, async () => {
		const expected = await client.rpc('expect_file', named);
		if (expected.error) return { failure: failure(expected.error) };
		const unstored = expected.data
			? (await bucket(client).upload(object, bytes, { contentType })).error
			: null;
		// Whether it is there now, by this upload or by another, is known here.
		const held = { ...named, name, bytes: bytes.length };
		const { data, error } = await client.rpc('hold_posted_file', held);
		if (error) return { failure: unstored && !isThere(unstored) ? told(unstored) : failure(error) };
		const { media_type, is_new } = data as { media_type: MediaType; is_new: boolean };
		return { file: { ...looked.file, media_type }, is_new };
	});
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

/** Lest two that send the same at once get into each other's way. */
const oneByOne = turnsByKey();

const theOperator = async () => operatorClient((await openInstance()).backend);

/**
 * Stores an object. One that is there is looked at: if it is not what its name says, these bytes, which
 * are, take its place. No policy could tell the two apart, so that is the operator's to do.
 */
async function put(
	client: Client,
	object: string,
	bytes: Uint8Array,
	contentType: string,
	operator: typeof theOperator
): Promise<Failure | null> {
	let { error } = await bucket(client).upload(object, bytes, { contentType });
	if (isThere(error)) {
		if ((await wholeSize(client, object)) !== null) return null;
		const options = { contentType, upsert: true };
		({ error } = await bucket(await operator()).upload(object, bytes, options));
	}
	return error && told(error);
}

function told(error: NonNullable<StorageFailure>): Failure {
	const code = statusOf(error) === '403' ? 'not_allowed' : 'unavailable';
	if (code === 'not_allowed') return { code, message: m.error_not_allowed() };
	log().error({ code: error.statusCode }, error.message);
	return { code, message: m.error_unavailable() };
}

type StorageFailure = { message: string; statusCode?: string } | null;
const statusOf = (error: StorageFailure) => error?.statusCode;
const isThere = (error: StorageFailure) => statusOf(error) === '409';

/** A file that the member may see, by the name that its evidence gives it. */
export async function findFile(
	client: Client,
	organization: string,
	sha256: string
): Promise<EvidenceFile | null> {
	const file = readOne(
		await client
			.from('evidence_files')
			.select('sha256, name, media_type, bytes')
			.eq('organization_id', organization)
			.eq('sha256', sha256)
			.maybeSingle()
	);
	if (!file) return null;
	const items = read(
		await client
			.from('evidence')
			.select('file_name')
			.eq('organization_id', organization)
			.eq('file_sha256', sha256)
			.limit(1)
	);
	return { ...file, name: items[0]?.file_name ?? file.name } as EvidenceFile;
}

/** Removes what was uploaded a day ago or more and is not used. Failing at it is no harm: the next does. */
export async function sweep(client: Client, organization: string): Promise<void> {
	const { data, error } = await client.rpc('forget_unused_files', { organization });
	if (error) log().error({ code: error.code }, error.message);
	else if (data.length > 0) await bucket(client).remove(data);
}
