import { expect, test } from 'vitest';
import { issuesInTurn } from './first-issues.ts';
import { roadmapFile } from './file.ts';
import { parseRoadmap } from '../parse.ts';
import { shapeWords } from './shape-words.ts';
import { sampleFile } from '../testing-sample.ts';

const facts = (issues: readonly { path: readonly PropertyKey[]; message: string }[]) =>
	issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).sort();

test('finds part by part what is found at once', () => {
	const goals = [
		{},
		null,
		{ ...sampleFile().goals[0], revisions: [], updates: [{ evidence: [1] }] }
	];
	for (const value of [sampleFile(), {}, null, [], { ...sampleFile(), goals, more: 1 }]) {
		const { error } = roadmapFile.safeParse(value, { error: shapeWords });
		const found = [...issuesInTurn(roadmapFile, value)];
		expect(facts(found)).toEqual(facts(error?.issues ?? []));
	}
});

test('a long file full of problems is read no further than anybody reads on', () => {
	const updates = Array.from({ length: 200_000 }, () => ({}));
	const goals = [{ ...sampleFile().goals[0], updates }];
	const read = parseRoadmap(JSON.stringify({ ...sampleFile(), goals }));
	if (read.ok) throw new Error('it was taken');
	expect(read.problems).toHaveLength(201);
	expect(read.problems[0]!.path).toBe('goals[0].updates[0].effective_on');
	expect(read.problems.at(-1)).toEqual({
		path: '',
		message: 'has more problems than these: it was read no further after 2000 of them'
	});
});
