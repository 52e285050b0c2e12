import type { EvidenceFile } from '../../record/media-types.ts';
import type { Organization } from '../../record/state.ts';
import { fileOf } from '../goal/evidence-file.ts';
import { kindOf } from './index.ts';

/** The file of that hash and name that the record publishes, not redacted; undefined where there is none. */
export function publishedFile(
	{ entries }: Organization,
	hash: string,
	name: string
): EvidenceFile | undefined {
	for (const entry of entries)
		for (const item of kindOf(entry).evidence?.(entry) ?? []) {
			if (item.visibility !== 'public' || item.sha256 !== hash || item.name !== name) continue;
			const file = fileOf(item);
			if (file) return file;
		}
	return undefined;
}
