import type { Organization } from '../../record/state.ts';
import { openInstance, publicClient } from '../backend/index.ts';
import { fileBytes } from './store.ts';

/** The bytes of a file that the record publishes, as anybody may read them; null where they are not held. */
export async function publicBytes({ slug }: Organization, sha256: string) {
	const { backend } = await openInstance();
	return fileBytes(publicClient(backend), slug, sha256);
}
