import { expect, test } from 'vitest';
import {
	blankEvidence,
	evidenceItem,
	evidenceRow,
	readEvidence,
	typedEvidence,
	withFiles
} from './evidence-form.ts';

const HASH = 'a'.repeat(64);
const file = { sha256: HASH, name: 'report.pdf', media_type: 'application/pdf', bytes: 3 } as const;

function sent(fields: Record<string, string>) {
	const form = new FormData();
	const all = { kind: 'file', visibility: 'public', title: 'A report', ...fields };
	for (const [name, value] of Object.entries(all)) form.set(`evidence.0.${name}`, value);
	for (const [name, value] of Object.entries(file))
		form.set(`evidence.0.file.${name}`, String(value));
	return readEvidence(form, 'evidence.0');
}
const withheld = {
	visibility: 'redacted',
	'redaction.category': 'legal',
	'redaction.description': 'Names.'
};
const stored = (fields: Record<string, string>) => evidenceRow(evidenceItem(1).parse(sent(fields)));

test('a file that is uploaded is known by its own hash, whatever is typed', () => {
	expect(stored({ sha256: 'b'.repeat(64) })).toMatchObject({
		sha256: HASH,
		file_sha256: HASH,
		file_name: 'report.pdf'
	});
});

test('of a redacted file the hash is public only where that is ticked', () => {
	expect(stored(withheld)).toMatchObject({ sha256: null, file_sha256: HASH });
	expect(stored({ ...withheld, shows_hash: 'on' })).toMatchObject({ sha256: HASH });
});

test('what is stored comes back to the form', () => {
	for (const fields of [{}, withheld, { ...withheld, shows_hash: 'on' }]) {
		const { media_type, bytes } = file;
		expect(typedEvidence({ ...stored(fields), file: { media_type, bytes } })).toEqual(
			expect.objectContaining({ file, shows_hash: stored(fields).sha256 !== null })
		);
	}
});

test('a link that had a file before keeps none', () => {
	const row = stored({ kind: 'link', url: 'https://x.example' });
	expect(row.file_sha256).toBeUndefined();
	expect(row.sha256).toBeNull();
});

test('files come in place of rows in which nothing is written', () => {
	const written = { ...blankEvidence(), title: 'A link' };
	const rows = withFiles([blankEvidence(), written], [file]);
	expect(rows.map(({ title, kind }) => [title, kind])).toEqual([
		['A link', 'link'],
		['report', 'file']
	]);
	expect(withFiles([blankEvidence()], [])).toEqual([blankEvidence()]);
});
