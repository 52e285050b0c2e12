import fc from 'fast-check';
import type { EvidenceItem } from '../record/entries.ts';
import { addDays } from '../record/day.ts';
import {
	amended,
	closed,
	corrected,
	type Draft,
	file,
	link,
	published,
	redacted,
	reported,
	reviewed,
	revised
} from '../record/testing.ts';
import { AREAS, type Area, CHANGES, EVIDENCE_JUDGEMENTS, GRADES } from '../record/vocabulary.ts';

/** Random valid histories of one organization, for property tests. */
export type History = {
	/** In order of day; the organization's registration is left out. */
	drafts: Draft[];
	/** The last day on which something happens. */
	lastDay: string;
	goals: HistoryGoal[];
};
export type HistoryGoal = { key: string; area: Area; open: boolean; updates: string[] };

export const FIRST_DAY = '2024-01-01';

/** What is to happen next; the numbers choose among what is valid then. */
type Event = { act: Act; gap: number; goal: number; a: number; b: number };
type Act = (history: History, goal: HistoryGoal, event: Event) => void;

const publish: Act = (history, _, { a, b }) => {
	addGoal(history, pick(AREAS, a), b);
};

const report: Act = (history, goal, { a, b }) => {
	if (goal.open) addReport(history, goal, pick(GRADES, a), pick(EVIDENCE, b));
};

const correct: Act = (history, goal, { a, b }) => {
	if (goal.updates.length === 0) return;
	const update = newUpdateKey(goal);
	history.drafts.push(
		corrected(history.lastDay, goal.key, pick(goal.updates, b), pick(GRADES, a), {
			update,
			evidence: pick(EVIDENCE, a + b)
		})
	);
	goal.updates.push(update);
};

const review: Act = ({ drafts, lastDay }, goal, { a, b }) => {
	if (goal.updates.length === 0) return;
	const judgement = pick(EVIDENCE_JUDGEMENTS, a);
	drafts.push(reviewed(lastDay, goal.key, pick(goal.updates, b), judgement, pick(GRADES, a)));
};

const revise: Act = ({ drafts, lastDay }, goal, { a, b }) => {
	if (goal.open) drafts.push(revised(lastDay, goal.key, pick(CHANGES, a), text(lastDay, b)));
};

const deliver: Act = (history, goal, { b }) => {
	if (!goal.open) return;
	addReport(history, goal, 4, pick(EVIDENCE, b));
	history.drafts.push(closed(history.lastDay, goal.key, 'delivered'));
	goal.open = false;
};

const withdraw: Act = ({ drafts, lastDay }, goal) => {
	if (!goal.open) return;
	drafts.push(closed(lastDay, goal.key, 'withdrawn'));
	goal.open = false;
};

const succeed: Act = (history, goal, { a, b }) => {
	if (!goal.open) return;
	goal.open = false;
	const successors = Array.from({ length: 1 + (a % 3) }, () => addGoal(history, goal.area, b));
	const as = successors.length === 1 ? 'superseded' : 'split';
	const closing = closed(history.lastDay, goal.key, as, successors);
	// The record may hold the closing before its successors or after them.
	if (b % 2 === 0) history.drafts.push(closing);
	else history.drafts.splice(-successors.length, 0, closing);
};

const amend: Act = ({ drafts, lastDay }, _, { a }) => {
	drafts.push(amended(lastDay, a % 2 === 0));
};

function addGoal({ drafts, lastDay, goals }: History, area: Area, b: number): string {
	const key = `goal-${goals.length + 1}`;
	drafts.push(published(lastDay, key, { area, ...text(lastDay, b) }));
	goals.push({ key, area, open: true, updates: [] });
	return key;
}

function addReport(
	{ drafts, lastDay }: History,
	goal: HistoryGoal,
	grade: (typeof GRADES)[number],
	evidence: EvidenceItem[]
): void {
	const update = newUpdateKey(goal);
	drafts.push(reported(lastDay, goal.key, grade, { update, evidence }));
	goal.updates.push(update);
}

/** A key that the goal's next update may take. */
export function newUpdateKey(goal: HistoryGoal): string {
	return `update-${goal.updates.length + 1}`;
}

function text(lastDay: string, b: number) {
	const criteria = ['One', 'Two', 'Three'].slice(0, b % 4);
	return b % 5 === 0 ? { criteria } : { criteria, target: addDays(lastDay, b * 2) };
}

const archived_url = 'https://archive.example/page';
const EVIDENCE: EvidenceItem[][] = [
	[],
	[link()],
	[link({ criteria: [0, 1, 2], archived_url })],
	[file({ criteria: [0, 1, 2] })],
	[file({ criteria: [1] }), link({ criteria: [0, 9] })],
	[redacted({ criteria: [0, 1, 2] })]
];

function pick<T>(values: readonly T[], index: number): T {
	return values[index % values.length]!;
}

const event: fc.Arbitrary<Event> = fc.record({
	act: fc.constantFrom(
		...[publish, report, report, report, correct, review, revise, deliver, withdraw, succeed, amend]
	),
	gap: fc.oneof(fc.constant(0), fc.nat(60)),
	goal: fc.nat(99),
	a: fc.nat(99),
	b: fc.nat(99)
});

export const histories: fc.Arbitrary<History> = fc
	.array(event, { minLength: 1, maxLength: 30, size: 'max' })
	.map((events) => {
		const history: History = { drafts: [], lastDay: FIRST_DAY, goals: [] };
		addGoal(history, 'security', events[0]!.b);
		for (const event of events) {
			history.lastDay = addDays(history.lastDay, event.gap);
			event.act(history, pick(history.goals, event.goal), event);
		}
		return history;
	});

/** Days from before anything happened to long after the longest history. */
export const days = fc.integer({ min: -10, max: 2_000 }).map((count) => addDays(FIRST_DAY, count));

/** Days to ask for one after another. */
export const daysAhead = fc
	.array(days, { minLength: 1, maxLength: 12 })
	.map((some) => some.toSorted());

/** Histories recorded in another order than that of their days, as where one is imported in parts. */
export const backdated: fc.Arbitrary<Draft[]> = fc
	.tuple(histories, fc.infiniteStream(fc.oneof(fc.constant(0), fc.integer({ min: -90, max: 90 }))))
	.map(([{ drafts }, shifts]) =>
		drafts.map((draft) => ({
			...draft,
			effective_on: addDays(draft.effective_on, shifts.next().value)
		}))
	);
