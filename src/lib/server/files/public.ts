import type { Organization } from '../../record/state.ts';
import { openInstance } from '../instance.ts';
import { publicClient } from '../backend/backend.ts';
import { openPublished } from './open.ts';

/** A file that the record publishes, as anybody may read it; null where it is not held. */
export async function publicFile({ slug }: Organization, sha256: string) {
	const { backend } = await openInstance();
	return openPublished(publicClient(backend), slug, sha256);
}
