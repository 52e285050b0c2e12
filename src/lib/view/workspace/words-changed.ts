import { m } from '../../paraglide/messages.js';
import type { ChangedPart } from '../goal/revisions.ts';
import { wordDiff } from '../shared/diff.ts';
import { listDiff } from '../shared/list-diff.ts';

type Words = { title: string; statement: string; criteria: string[] };

/** Texts longer than this are not compared while somebody types. */
const LONGEST = 20_000;

/** What changes of a goal's words while its revision is typed, part by part. */
export function wordsChanged(before: Words, after: Words): ChangedPart[] {
	const texts = (['title', 'statement'] as const).flatMap((name): ChangedPart[] => {
		const [was, is] = [before[name], after[name]];
		if (was === is || was.length + is.length > LONGEST) return [];
		return [{ name: PARTS[name](), parts: wordDiff(was, is) }];
	});
	const criteria = listDiff(before.criteria, after.criteria);
	return criteria.some(({ change }) => change !== 'same')
		? [...texts, { name: m.goal_part_criteria(), parts: criteria }]
		: texts;
}

const PARTS = { title: m.goal_part_title, statement: m.goal_part_statement };
