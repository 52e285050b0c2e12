import type { EvidenceFile, MediaType } from '../../record/media-types.ts';
import { bucket } from './open.ts';
import { isThere, look, put, told, type Refused, type Sent } from './put.ts';
import { turnsByKey } from './turns.ts';
import { openInstance } from '../instance.ts';
import { operatorClient, type Client } from '../backend/backend.ts';
import { failure } from '../database/failure.ts';
import { log } from '../log.ts';
import { read, readOne } from '../database/answer.ts';

/** Files of evidence in Storage, under the organization's slug and their SHA-256. Policies decide. */

type Owner = { organization: { id: string; slug: string } };
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

/** Lest two that send the same at once get into each other's way. */
const oneByOne = turnsByKey();

const theOperator = async () => operatorClient((await openInstance()).backend);

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
