import { m } from '../../paraglide/messages.js';
import { EVIDENCE_KINDS } from '../../record/vocabulary.ts';
import { evidenceItem, isBlank, type EvidenceTyped } from '../evidence/evidence-form.ts';
import { check, type FormErrors } from '../form.ts';

type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * All that is wrong with an evidence item of a sheet, by its field. Of an item that is of no known kind:
 * what would be wrong with either. `held` are the hashes of the organization's files; `criteria` is how
 * many the revision in force has.
 */
export function evidenceErrors(
	item: EvidenceTyped,
	held: ReadonlySet<string>,
	criteria: number
): FormErrors {
	const kinds = EVIDENCE_KINDS.filter((kind) => kind === item.kind);
	const [errors = {}, ...others] = (kinds.length ? kinds : EVIDENCE_KINDS).map((kind) =>
		errorsOf(kind, item, held, criteria)
	);
	const said = Object.entries(errors).filter(([field]) => others.every((other) => field in other));
	return Object.fromEntries(said);
}

function errorsOf(
	kind: EvidenceKind,
	item: EvidenceTyped,
	held: ReadonlySet<string>,
	criteria: number
): FormErrors {
	const result = check(evidenceItem(criteria), { ...item, kind });
	// Of one cell the first is told.
	const found = dropped(kind, item, held);
	return { ...found, ...(result.ok ? {} : result.errors), ...found };
}

/** What the form could not hold, and would drop without a word. */
function dropped(kind: EvidenceKind, item: EvidenceTyped, held: ReadonlySet<string>): FormErrors {
	const errors: FormErrors = {};
	const { file } = item;
	if (isBlank(item)) errors.title = m.form_needed();
	if (item.criteria.some((number) => !/^\d+$/.test(number))) errors.criteria = m.sheet_numbers();
	if (kind === 'link' && item.sha256) errors.sha256 = m.import_other_kind({ kind });
	if (kind === 'link' && file) errors['file.sha256'] = m.import_other_kind({ kind });
	if (kind === 'file' && file && !held.has(file.sha256))
		errors['file.sha256'] = m.sheet_file_not_held();
	else if (kind === 'file' && file && item.sha256 && item.sha256 !== file.sha256)
		errors.sha256 = m.sheet_other_file();
	if (kind === 'file')
		for (const name of ['url', 'archived_url'] as const)
			if (item[name]) errors[name] = m.import_other_kind({ kind });
	return errors;
}
