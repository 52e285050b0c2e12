import { expect, test } from 'vitest';
import { blankEvidence, type EvidenceTyped } from './evidence-form.ts';
import { evidenceWorth } from './evidence-worth.ts';

const TODAY = '2026-12-01';
const url = 'https://lab.example/report';
const link = { title: 'A report', url, criteria: ['0'] };
const file = { sha256: 'a'.repeat(64), name: 'a.pdf', media_type: 'application/pdf', bytes: 14 };
const worth = (item: object) =>
	evidenceWorth({ ...blankEvidence(), ...item } as EvidenceTyped, 2, TODAY);

test.each([
	['a link', link, 'counts half'],
	[
		'an archived copy',
		{ ...link, archived_url: `https://web.archive.org/web/20261130120000/${url}` },
		'counts in full'
	],
	[
		'a copy on its own site',
		{ ...link, archived_url: 'https://lab.example/copy' },
		'counts as a link'
	],
	[
		'a copy of another page',
		{ ...link, archived_url: 'https://web.archive.org/web/20261130120000/https://lab.example/x' },
		'counts as a link'
	],
	['a file that is held', { kind: 'file', title: 'A', file, criteria: ['0'] }, 'counts in full'],
	['a hash alone', { kind: 'file', title: 'A', sha256: 'a'.repeat(64), criteria: ['0'] }, 'half'],
	['a redacted one', { ...link, visibility: 'redacted' }, 'counts half'],
	['what names no criterion', { ...link, criteria: [] }, 'counts nothing']
])('says what %s counts', (_, item, words) => expect(worth(item)).toContain(words));

test('says nothing of a blank one', () => expect(worth({})).toBeNull());
