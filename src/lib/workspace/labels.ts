/** What the fields of the workspace's forms are called, beside them and in the summary of errors. */

const TEXT = {
	title: 'Title',
	statement: 'Statement',
	'target.basis': 'Target date',
	'target.on': 'Day of the target',
	'target.note': 'Note on the target date',
	outlook: 'Outlook',
	effective_on: 'Day it takes effect'
};

export const GOAL_LABELS = { ...TEXT, key: 'Key', area: 'Area' };
export const REVISION_LABELS = { ...TEXT, change: 'Kind of change', reason: 'Public reason' };
export const CLOSING_LABELS = {
	as: 'How it ends',
	successors: 'Successors',
	effective_on: 'Day it closes',
	reason: 'Public reason'
};
export const UPDATE_LABELS = { effective_on: 'Day', grade: 'Grade', narrative: 'Narrative' };

const EVIDENCE = {
	kind: 'kind',
	visibility: 'visibility',
	title: 'title',
	url: 'address',
	archived_url: 'address of the archived copy',
	sha256: 'SHA-256',
	criteria: 'criteria',
	'redaction.category': 'reason for redacting',
	'redaction.description': 'public description'
};

/** The labels with those of each row; rows are numbered from 1 for people. */
export function withRows(
	labels: Record<string, string>,
	rows: { criteria?: number; evidence?: number }
): Record<string, string> {
	const all = { ...labels };
	for (let row = 0; row < (rows.criteria ?? 0); row++)
		all[`criteria.${row}`] = `Criterion ${row + 1}`;
	for (let row = 0; row < (rows.evidence ?? 0); row++)
		for (const [name, label] of Object.entries(EVIDENCE))
			all[`evidence.${row}.${name}`] = `Evidence ${row + 1}, ${label}`;
	return all;
}
