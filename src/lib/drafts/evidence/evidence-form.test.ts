import { describe, expect, test } from 'vitest';
import { check } from '../form.ts';
import { updateForm } from '../kinds/update-form.ts';
import { readSheet } from '../sheet/sheet-file.ts';
import { planSheet } from '../sheet/sheet-plan.ts';
import {
	blankEvidence,
	evidenceItem,
	evidenceRow,
	readEvidence,
	titleKept,
	typedEvidence,
	withFiles,
	type EvidenceTyped
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

test('the title of a redacted file is not its name', () => {
	const [item] = withFiles([], [file]);
	expect(titleKept(item!)).toBe('report');
	expect(titleKept({ ...item!, visibility: 'redacted' })).toBe('');
	expect(titleKept({ ...item!, visibility: 'redacted', title: 'What an auditor found' })).toBe(
		'What an auditor found'
	);
	const said = (title: string) => {
		const checked = check(evidenceItem(1), sent({ ...withheld, title }));
		return checked.ok ? null : checked.errors;
	};
	for (const title of ['report', 'Report', 'REPORT.PDF'])
		expect(said(title)).toEqual({
			title:
				'is the name of the redacted file, and would make it public: say in other words what the file shows'
		});
	expect(said('An audit report')).toBe(null);
});

describe('what one item redacts another does not show', () => {
	const form = updateForm({ today: '2026-11-21', from: '', until: null }, 0);
	const redaction = { category: 'legal', description: 'Names.' };
	const redacted = { ...blankEvidence(), title: 'A', visibility: 'redacted', redaction };
	const open = { ...blankEvidence(), title: 'B' };
	const errorsOf = (...evidence: EvidenceTyped[]) => {
		const translation = { language: 'zh', narrative: '' };
		const rest = { effective_on: '2026-03-01', grade: '2', narrative: 'N.', translation };
		const checked = check(form, { ...rest, evidence });
		return checked.ok ? {} : checked.errors;
	};
	const leak = {
		'evidence.2.visibility': 'is redacted, and evidence 1 shows the same: redact both or neither'
	};
	const upper = HASH.toUpperCase();

	test.each<[string, Partial<EvidenceTyped>, Partial<EvidenceTyped>]>([
		['an uploaded file', { kind: 'file', file, sha256: HASH }, { kind: 'file', file }],
		['its hash', { kind: 'file', sha256: HASH }, { kind: 'file', file }],
		['its hash in capitals', { kind: 'file', sha256: upper }, { kind: 'file', file }],
		['a hash', { kind: 'file', sha256: HASH }, { kind: 'file', sha256: upper }],
		['an address', { url: 'https://a.example/b' }, { url: 'HTTP://A.example:80/b/#c' }],
		[
			'a copy',
			{ url: 'https://a.example', archived_url: 'https://b.example' },
			{ url: 'https://b.example/' }
		]
	])('%s', (_, shown, hidden) => {
		expect(errorsOf({ ...open, ...shown }, blankEvidence(), { ...redacted, ...hidden })).toEqual(
			leak
		);
		// Neither is a leak by itself.
		expect(errorsOf({ ...redacted, ...hidden }, { ...redacted, ...hidden })).toEqual({});
		expect(errorsOf({ ...open, ...shown }, { ...open, ...shown })).toEqual({});
	});

	test('in a sheet', () => {
		const head =
			'goal,effective_on,grade,narrative,evidence_1_kind,evidence_1_title,evidence_1_sha256,evidence_2_kind,evidence_2_title,evidence_2_file_sha256,evidence_2_file_name,evidence_2_redaction_category,evidence_2_redaction_description';
		const read = readSheet(
			`${head}\na,2026-03-01,2,N.,file,A,${upper},file,B,${HASH},report.pdf,legal,Names.\n`
		);
		const goal = {
			key: 'a',
			published: true,
			closed_on: null,
			revisions: [{ number: 1, effective_on: '2026-01-01', criteria: [] }],
			cells: {},
			updates: []
		};
		expect(
			read.ok && planSheet(read.sheet, [goal], '2026-11-21', new Set([HASH])).problems
		).toEqual([
			{
				path: 'row 2, evidence_2_redaction_description',
				message: 'is redacted, and evidence 1 shows the same: redact both or neither'
			}
		]);
	});
});
