import { expect, test } from 'vitest';
import { reportImport } from './import-report.ts';

const closed = {
	kind: 'goal.closed' as const,
	effective_on: '2026-05-05',
	goal: 'data-retention',
	as: 'withdrawn' as const,
	reason: 'A reason.',
	successors: []
};
const done = {
	ok: true as const,
	expected: 0,
	slug: 'acme',
	added: 1,
	steps: [closed],
	notes: ['A note.']
};

test('says what was added, or would be, entry by entry', () => {
	expect(reportImport({ ...done, previewOnly: false })).toEqual({
		ok: true,
		lines: ['acme: added 1 entry.', '  2026-05-05  goal.closed data-retention', 'Note: A note.']
	});
	expect(reportImport({ ...done, previewOnly: true }).lines[0]).toBe('acme: would add 1 entry.');
});

test('says so where there is nothing to add', () => {
	const nothing = { ...done, added: 0, steps: [], notes: [], previewOnly: false };
	expect(reportImport(nothing).lines).toEqual(['acme: nothing to add; the record has all of it.']);
});

test('names each problem by its path, and each difference', () => {
	const problems = [
		{ path: 'goals[0].key', message: 'is longer than 60 characters' },
		{ path: '', message: 'is not valid JSON' }
	];
	expect(reportImport({ ok: false, problems }).lines).toEqual([
		'Nothing was imported. The file has 2 problems:',
		'  goals[0].key: is longer than 60 characters',
		'  (file): is not valid JSON'
	]);
	const differences = [{ path: 'goals[0].area', message: 'differs', recorded: 'a', file: 'b' }];
	expect(reportImport({ ok: false, differences })).toMatchObject({ ok: false });
	expect(reportImport({ ok: false, differences }).lines[1]).toBe('  goals[0].area: differs');
});

test('says why the database refused', () => {
	const failure = { code: 'plan_outdated', message: 'The record grew.' };
	expect(reportImport({ ok: false, failure }).lines).toEqual([
		'Nothing was imported. The record grew.'
	]);
});

test('says that the entries are public where only the rest of it failed', () => {
	const failure = { code: 'unavailable', message: 'The database is away.' };
	const said = (published: boolean | null) =>
		reportImport({ ok: false, failure, published }).lines.join('\n');
	expect(said(true)).toMatch(/^The entries are public, .* The database is away\.$/);
	expect(said(null)).toMatch(/^It is not certain whether .* The database is away\.$/);
	expect(said(false)).toBe('Nothing was imported. The database is away.');
});
