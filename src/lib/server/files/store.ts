import { createHash } from 'node:crypto';
import { m } from '../../paraglide/messages.js';
import type { EvidenceFile } from '../../record/media-types.ts';
import { checkFile } from './check.ts';
import { bucket, wholeSize } from './open.ts';
import type { Client } from '../backend/index.ts';
import { failure, type Failure } from '../failure.ts';
import { read, readOne } from '../workspace/answer.ts';

/** Files of evidence in Storage, under the organization's slug and their SHA-256. Policies decide. */

type Owner = { organization: { id: string; slug: string } };
type Refused = { failure: Failure };

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Takes a file in as its sender calls it, or says why not. The same bytes again are the same object. */
export async function keepFile(
	client: Client,
	{ organization }: Owner,
	bytes: Uint8Array,
	sent: { name: string; type: string }
): Promise<{ file: EvidenceFile } | Refused> {
	const checked = checkFile(bytes, sent.name, sent.type);
	if ('refused' in checked) return { failure: { code: 'bad_file', message: checked.refused } };
	const sha256 = hashOf(bytes);
	const file = { ...checked, sha256, bytes: bytes.length };
	const stored = await put(client, `${organization.slug}/${sha256}`, bytes, file.media_type);
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

/** Stores an object. One that is there is looked at: whatever cut off its upload, it has to be whole. */
async function put(
	client: Client,
	object: string,
	bytes: Uint8Array,
	contentType: string
): Promise<Failure | null> {
	const upload = () => bucket(client).upload(object, bytes, { contentType });
	let { error } = await upload();
	if (isThere(error)) {
		if ((await wholeSize(client, object)) !== null) return null;
		await bucket(client).remove([object]);
		({ error } = await upload());
	}
	if (!error) return null;
	const code = statusOf(error) === '403' ? 'not_allowed' : 'unavailable';
	if (code === 'not_allowed') return { code, message: m.error_not_allowed() };
	console.error('storage:', error.message);
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
	if (error) console.error('database:', error.code, error.message);
	else if (data.length > 0) await bucket(client).remove(data);
}
