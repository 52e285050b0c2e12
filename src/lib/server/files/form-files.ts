import { m } from '../../paraglide/messages.js';
import { FILE_LIMIT, type EvidenceFile } from '../../record/media-types.ts';
import { withFiles } from '../../drafts/evidence/evidence-form.ts';
import type { FormErrors } from '../../drafts/form.ts';
import type { UpdateTyped } from '../../drafts/kinds/update-form.ts';
import type { Client } from '../backend/backend.ts';
import { cleanName } from './name.ts';
import { keepFile } from './store.ts';

/** The most files that one form brings. Each is hashed and stored, and nobody waits for hundreds. */
const MOST_FILES = 50;

/**
 * What was typed with an evidence item for each file that came along in the form, as it does without
 * JavaScript. Files that are refused are named in the errors; the others are kept.
 */
export async function takeFiles(
	client: Client,
	member: Parameters<typeof keepFile>[1],
	form: FormData,
	typed: UpdateTyped
): Promise<{ typed: UpdateTyped; errors: FormErrors }> {
	const kept: EvidenceFile[] = [];
	const refused: string[] = [];
	// A field in which nothing was chosen comes as a file without a name.
	const files = form
		.getAll('files')
		.filter((file) => typeof file !== 'string' && (file.name !== '' || file.size > 0)) as File[];
	if (files.length > MOST_FILES) refused.push(m.files_too_many({ limit: MOST_FILES }));
	for (const file of files.slice(0, MOST_FILES)) {
		if (file.size > FILE_LIMIT) {
			const problem = m.files_refused_too_large();
			refused.push(m.files_refused({ name: cleanName(file.name), problem }));
			continue;
		}
		const result = await keepFile(client, member, await file.bytes(), file);
		if ('failure' in result) refused.push(result.failure.message);
		else kept.push(result.file);
	}
	const errors: FormErrors = refused.length > 0 ? { '': refused.join('\n') } : {};
	return { typed: { ...typed, evidence: withFiles(typed.evidence, kept) }, errors };
}
