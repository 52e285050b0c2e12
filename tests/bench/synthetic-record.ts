import { addDays } from '../../src/lib/record/day.ts';
import { fold } from '../../src/lib/record/fold.ts';
import { quartersBetween } from '../../src/lib/record/quarter.ts';
import type { Entry } from '../../src/lib/record/entries.ts';
import {
	certified,
	closed,
	corrected,
	entries,
	file,
	link,
	published,
	registered,
	reported,
	reviewed,
	revised,
	storedEntry,
	type Draft
} from '../../src/lib/record/testing.ts';
import {
	AREAS,
	CHANGES,
	EVIDENCE_JUDGEMENTS,
	type Grade
} from '../../src/lib/record/vocabulary.ts';
import { certifiableFigures } from '../../src/lib/scoring/certified.ts';

/** The record that the benchmark reads: one organization, every goal open for most of ten years. */

export const GOALS = 200;
export const FIRST = '2016-12-01';
export const LAST = '2026-11-20';
/** Ten years of them. */
export const MONTHS = 120;

const DAYS = 3640;
const CRITERIA = ['A report is published', 'An outsider has confirmed it', 'It holds in training'];
const STATEMENT = `We will **${'state what we do and how it is checked '.repeat(4)}**.\n\n- one\n- two`;
const NARRATIVE = `This period we ran *two* more rounds, described in [the report](https://lab.example/r).

${'The team measured it on every model that was released and wrote down what it found. '.repeat(4)}

1. The first round found ${'a fault that is mended, '.repeat(3)}
2. The second found \`nothing\` more.`;

/**
 * 200 goals with `reports` updates each, dealt out evenly over ten years, and what happens beside them:
 * a revision and a review for every twenty updates, a correction for every forty, and closings of a
 * quarter of the goals in the last years, some with a successor.
 */
export function syntheticRecord(reports: number): Entry[] {
	const drafts = Array.from({ length: GOALS }, (_, index) => goal(index, reports)).flat();
	drafts.sort((a, b) =>
		a.effective_on < b.effective_on ? -1 : Number(a.effective_on > b.effective_on)
	);
	return certifying(entries([registered(FIRST), ...drafts]));
}

/** Every quarter but each fourth is certified, truly, from the whole of the record. */
function certifying(record: Entry[]): Entry[] {
	const organization = fold(record).organizations.get('example')!;
	const last = record.at(-1)!;
	const position = { seq: last.seq, leaf_hash: storedEntry(last).leaf_hash };
	const drafts = quartersBetween(FIRST, LAST)
		.slice(0, -1)
		.filter((_, index) => index % 4 !== 3)
		.map((quarter) => {
			const { as_of } = certified(LAST, quarter);
			const figures = certifiableFigures(organization, as_of);
			return certified(addDays(as_of, 10), quarter, { position, figures });
		});
	return [...record, ...entries(drafts, { from: last.seq + 1 })];
}

function goal(index: number, reports: number): Draft[] {
	const key = `goal-${index}`;
	const area = AREAS[index % AREAS.length]!;
	const text = { title: `Goal ${index}: a promise of some length`, statement: STATEMENT };
	const drafts: Draft[] = [
		published(FIRST, key, {
			...text,
			area,
			criteria: CRITERIA,
			target: addDays(FIRST, 400 + index * 15)
		})
	];
	// Closed, if at all, after the last of its updates.
	const closedOn = index % 4 === 0 ? addDays(LAST, -index * 4) : undefined;
	for (let n = 1; n <= reports; n += 1) {
		const on = addDays(FIRST, Math.floor((n * DAYS) / reports) - (index % 10));
		if (closedOn && on > closedOn) break;
		drafts.push(...month(key, index, n, on, text));
	}
	if (closedOn) drafts.push(...closing(key, index, closedOn, { ...text, area }));
	return drafts;
}

/** One update, and on some of them what else happens then. */
function month(key: string, index: number, n: number, on: string, text: object): Draft[] {
	const turn = index + n;
	const evidence = [
		link({ criteria: [0] }),
		link({ criteria: [1], archived_url: 'https://archive.example/page' }),
		file({ criteria: turn % 3 === 0 ? [2] : [] })
	];
	const grade = (turn % 5) as Grade;
	const update = `u-${n}`;
	const drafts: Draft[] = [
		{ ...reported(on, key, grade, { update, evidence }), narrative: NARRATIVE } as Draft
	];
	if (turn % 20 === 0) {
		const target = addDays(FIRST, 400 + index * 15 + n * 20);
		const statement = `${STATEMENT}\n- ${n} more`;
		const change = CHANGES[(turn / 20) % CHANGES.length]!;
		drafts.push(revised(on, key, change, { ...text, statement, criteria: CRITERIA, target }));
	}
	if (turn % 40 === 5)
		drafts.push({
			...corrected(addDays(on, 3), key, update, 2, { update: `${update}-again`, evidence }),
			narrative: NARRATIVE
		} as Draft);
	if (turn % 20 === 15)
		drafts.push(reviewed(addDays(on, 5), key, update, EVIDENCE_JUDGEMENTS[turn % 3]!, grade));
	return drafts;
}

function closing(key: string, index: number, on: string, text: object): Draft[] {
	if (index % 16 !== 0) return [closed(on, key, index % 12 === 0 ? 'withdrawn' : 'delivered')];
	const successor = `${key}-again`;
	return [published(on, successor, { ...text }), closed(on, key, 'superseded', [successor])];
}
