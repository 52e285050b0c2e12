import { expect, test } from 'vitest';
import { evidenceItem } from './evidence-item.ts';
import { splitEvidence } from './withheld.ts';

const redaction = { category: 'legal', description: 'A contract.' };
const link = { kind: 'link', title: 'Report', url: 'https://x.example/r', criteria: [0] };
const file = {
	kind: 'file',
	title: 'Log',
	sha256: 'a'.repeat(64),
	name: 'log.txt',
	media_type: 'text/plain',
	bytes: 7,
	criteria: []
};

test('of a public item nothing is withheld', () => {
	const item = { ...link, visibility: 'public' };
	expect(splitEvidence(item)).toEqual({ shown: item, withheld: {} });
});

test('a redacted link keeps its address, and where its copy is', () => {
	const archived_url = 'https://archive.example/r';
	const item = { ...link, archived_url, visibility: 'redacted', redaction };
	const { shown, withheld } = splitEvidence(item);
	expect(withheld).toEqual({ url: link.url, archived_url });
	expect(shown).toEqual(evidenceItem.parse(shown));
	expect(JSON.stringify(shown)).not.toContain('https://');
	expect({ ...shown, ...withheld }).toEqual(item);
});

test('of a redacted file at most the hash is shown', () => {
	const { shown, withheld } = splitEvidence({ ...file, visibility: 'redacted', redaction });
	expect(withheld).toEqual({ name: 'log.txt', media_type: 'text/plain', bytes: 7 });
	expect(evidenceItem.parse(shown).sha256).toBe(file.sha256);
});
