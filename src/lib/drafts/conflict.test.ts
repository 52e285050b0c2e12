import { expect, test } from 'vitest';
import { differences } from './conflict.ts';
import { updateLabels, withRows } from './kinds/labels.ts';

const stored = {
	grade: '2',
	narrative: 'Begun.',
	evidence: [{ title: 'Report', criteria: ['0'], redaction: { category: '', description: '' } }],
	revision: '1',
	seen: 'then'
};

test('names only the fields that differ, as the form does, and not its bookkeeping', () => {
	const yours = {
		...stored,
		grade: '3',
		evidence: [{ ...stored.evidence[0]!, criteria: ['0', '1'] }],
		revision: '2',
		seen: 'before'
	};
	expect(differences(stored, yours, withRows(updateLabels(), { evidence: 1 }))).toEqual([
		{ name: 'Grade', stored: '2', yours: '3' },
		{ name: 'Evidence 1, criteria', stored: '0', yours: '0\n1' }
	]);
});

test('an item that only one of them has shows its fields against nothing', () => {
	const yours = { ...stored, evidence: [] };
	expect(differences(stored, yours, withRows(updateLabels(), { evidence: 1 }))).toEqual([
		{ name: 'Evidence 1, title', stored: 'Report', yours: '' },
		{ name: 'Evidence 1, criteria', stored: '0', yours: '' }
	]);
});

test('a blank row is no difference', () => {
	const form = { criteria: ['a'], seen: '' };
	expect(differences(form, { criteria: ['a', ''], seen: '' }, {})).toEqual([]);
});
