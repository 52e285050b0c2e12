import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { emptyRecord } from '../record/fold.ts';
import { MOST_STEPS, previewImport } from './preview.ts';
import { roadmapFiles } from './testing.ts';

test('a file of more entries than one import can have is refused, in words', () => {
	const file = fc.sample(roadmapFiles, { numRuns: 1, seed: 7 })[0]!;
	const day = { effective_on: '2026-01-01' };
	const text = { title: 'T', statement: 'S', criteria: [], target: null };
	const goals = Array.from({ length: MOST_STEPS }, (_, at) => ({
		key: `goal-${at}`,
		area: 'policy',
		revisions: [{ change: 'published', ...day, ...text }],
		updates: []
	}));
	const preview = previewImport(JSON.stringify({ ...file, goals }), emptyRecord(), '2026-11-21');
	// With the organization's own.
	const message = `would add ${MOST_STEPS + 1} entries, and one import can have ${MOST_STEPS}: cut it into parts, by goals`;
	expect(preview).toEqual({ ok: false, problems: [{ path: '', message }] });
});
