import { expect, test } from 'vitest';
import type { EvidenceItem } from '../../record/entries.ts';
import type { Organization } from '../../record/state.ts';
import { publishedFile } from './published-file.ts';

const HASH = 'a'.repeat(64);
const item: EvidenceItem = {
	kind: 'file',
	visibility: 'public',
	title: 'A report',
	sha256: HASH,
	name: 'A report.pdf',
	media_type: 'application/pdf',
	bytes: 3,
	criteria: []
};
const record = (...evidence: EvidenceItem[]) =>
	({
		entries: [{ kind: 'goal.closed' }, { kind: 'progress.corrected', evidence }]
	}) as unknown as Organization;

test('a file is found by hash and name together', () => {
	const file = { sha256: HASH, name: 'A report.pdf', media_type: 'application/pdf', bytes: 3 };
	expect(publishedFile(record(item), HASH, 'A report.pdf')).toEqual(file);
	expect(publishedFile(record(item), HASH, 'virus.exe')).toBeUndefined();
	expect(publishedFile(record(item), 'b'.repeat(64), 'A report.pdf')).toBeUndefined();
});

test('not one that is redacted, nor one that is known by its hash alone', () => {
	const redacted = { ...item, visibility: 'redacted' } as const;
	const { kind, visibility, title, sha256, criteria } = item;
	for (const other of [redacted, { kind, visibility, title, sha256, criteria }])
		expect(publishedFile(record(other), HASH, 'A report.pdf')).toBeUndefined();
	expect(publishedFile(record(redacted, item), HASH, 'A report.pdf')?.bytes).toBe(3);
});
