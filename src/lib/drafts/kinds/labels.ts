import { m } from '../../paraglide/messages.js';

/** What the fields of the workspace's forms are called, beside them and in the summary of errors. */

const TEXT = {
	title: m.form_label_title,
	statement: m.form_label_statement,
	'condition.applies': m.form_label_condition_applies,
	'condition.text': m.condition_label,
	'condition.threshold': m.condition_threshold,
	'target.basis': m.form_label_target_basis,
	'target.on': m.form_label_target_on,
	'target.within': m.form_label_target_within,
	'target.note': m.form_label_target_note,
	outlook: m.form_label_outlook,
	effective_on: m.form_label_takes_effect,
	'translation.language': m.translation_language,
	'translation.title': m.translation_title,
	'translation.statement': m.translation_statement,
	'translation.condition.text': m.translation_condition,
	'translation.condition.threshold': m.translation_threshold,
	'translation.target_note': m.translation_target_note,
	'translation.reason': m.translation_reason
};

export const goalLabels = () =>
	said({ ...TEXT, key: m.form_label_key, area: m.form_label_area, owner: m.goal_owner });
export const revisionLabels = () =>
	said({
		...TEXT,
		change: m.form_label_change,
		reason: m.form_label_reason,
		two: m.form_label_two,
		'then.change': m.form_label_second_change,
		'then.reason': m.form_label_second_reason,
		'translation.second_reason': m.translation_second_reason
	});
export const closingLabels = () =>
	said({
		as: m.form_label_closed_as,
		successors: m.form_label_successors,
		effective_on: m.form_label_closes,
		reason: m.form_label_reason
	});
export const updateLabels = () =>
	said({
		effective_on: m.form_label_day,
		met: m.form_label_met,
		grade: m.form_label_grade,
		narrative: m.form_label_narrative,
		'translation.language': m.translation_language,
		'translation.narrative': m.translation_narrative
	});

/** The labels in the language that is being read. */
function said<K extends string>(labels: Record<K, () => string>): Record<K, string> {
	const entries = Object.entries<() => string>(labels).map(([name, label]) => [name, label()]);
	return Object.fromEntries(entries);
}

const EVIDENCE = {
	kind: m.form_label_evidence_kind,
	visibility: m.form_label_evidence_visibility,
	title: m.form_label_evidence_title,
	url: m.form_label_evidence_url,
	archived_url: m.form_label_evidence_archived_url,
	sha256: m.form_label_evidence_sha256,
	'file.name': m.files_label_name,
	criteria: m.form_label_evidence_criteria,
	'redaction.category': m.form_label_evidence_category,
	'redaction.description': m.form_label_evidence_description
};

/** The labels with those of each row; rows are numbered from 1 for people. */
export function withRows(
	labels: Record<string, string>,
	rows: { criteria?: number; evidence?: number }
): Record<string, string> {
	const all = { ...labels };
	for (let row = 0; row < (rows.criteria ?? 0); row++) {
		all[`criteria.${row}`] = m.form_label_criterion({ number: row + 1 });
		all[`translation.criteria.${row}`] = m.translation_criterion({ number: row + 1 });
	}
	for (let row = 0; row < (rows.evidence ?? 0); row++)
		for (const [name, label] of Object.entries(EVIDENCE))
			all[`evidence.${row}.${name}`] = label({ number: row + 1 });
	return all;
}
