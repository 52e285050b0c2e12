import { expect, test } from 'vitest';
import { sameDraft } from './same-draft.ts';

const item = {
	kind: 'link',
	visibility: 'redacted',
	title: 'Report',
	url: 'https://x.example/r',
	archived_url: null,
	sha256: null,
	criteria: [0],
	redaction_category: 'legal',
	redaction_description: 'Contract'
};
const draft = {
	effective_on: '2026-03-01',
	grade: 2,
	narrative: 'What was done.',
	translation: { language: 'zh' as const, narrative: '所做之事。' },
	evidence: [item]
};

test('a draft as it is read again is the same, whatever the database adds', () => {
	const read = { ...item, file_sha256: null, file_name: null, file: null, position: 0 };
	const translation = { narrative: '所做之事。', language: 'zh' };
	expect(sameDraft(draft, { ...draft, translation, evidence: [read] })).toBe(true);
});

test.each([
	{ effective_on: '2026-03-02' },
	{ grade: 3 },
	{ narrative: 'What was done!' },
	{ translation: null },
	{ evidence: [] },
	// Only members ever see this address.
	{ evidence: [{ ...item, url: 'https://x.example/other' }] },
	{ evidence: [{ ...item, file_sha256: 'a'.repeat(64), file_name: 'a.txt' }] }
])('one that differs in a field is another: %o', (change) => {
	expect(sameDraft(draft, { ...draft, ...change })).toBe(false);
});
