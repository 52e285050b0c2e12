import fc from 'fast-check';
import type { EvidenceItem } from '../record/entries.ts';
import { addDays } from '../record/day.ts';
import {
	amended,
	closed,
	corrected,
	type Draft,
	file,
	judged,
	link,
	published,
	redacted,
	reported,
	reviewed,
	revised,
	revisionReviewed
} from '../record/testing.ts';
import {
	AREAS,
	type Area,
	CHANGES,
	CONDITION_STATES,
	EVIDENCE_JUDGEMENTS,
	GRADES,
	REVISION_EFFECTS
} from '../record/vocabulary.ts';

/** Random valid histories of one organization, for property tests. */
export type History = {
	/** In order of day; the organization's registration is left out. */
	drafts: Draft[];
	/** The last day on which something happens. */
	lastDay: string;
	goals: HistoryGoal[];
};
export type HistoryGoal = {
	key: string;
	area: Area;
	open: boolean;
	conditional: boolean;
	revisions: number;
	updates: string[];
};

export const FIRST_DAY = '2024-01-01';

/** What is to happen next; the numbers choose among what is valid then. */
type Event = { act: Act; gap: number; goal: number; a: number; b: number };
type Act = (history: History, goal: HistoryGoal, event: Event) => void;

const publish: Act = (history, _, { a, b }) => {
	addGoal(history, pick(AREAS, a), b, a % 5 === 0);
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
	const of = pick(goal.updates, b);
	drafts.push(
		reviewed(lastDay, goal.key, of, judgement, pick(GRADES, b), { by: pick(REVIEWERS, a) })
	);
};

/** Its label says nothing of what it does, as in a transcribed record. */
const revise: Act = ({ drafts, lastDay }, goal, { a, b }) => {
	if (!goal.open) return;
	drafts.push(revised(lastDay, goal.key, pick(CHANGES, a), text(lastDay, b, goal.conditional)));
	goal.revisions += 1;
};

const reviewRevision: Act = ({ drafts, lastDay }, goal, { a, b }) => {
	const revision = 1 + (b % goal.revisions);
	const effect = pick(REVISION_EFFECTS, a);
	drafts.push(revisionReviewed(lastDay, goal.key, revision, effect, pick(REVIEWERS, a)));
};

const judge: Act = ({ drafts, lastDay, goals }, goal, { a }) => {
	const conditional = goal.conditional ? goal : goals.findLast((each) => each.conditional);
	if (conditional) drafts.push(judged(lastDay, conditional.key, pick(CONDITION_STATES, a)));
};

const deliver: Act = (history, goal, { b }) => {
	if (!goal.open) return;
	addReport(history, goal, 4, pick(EVIDENCE, b));
	history.drafts.push(closed(history.lastDay, goal.key, 'delivered'));
	goal.open = false;
};

const giveUp: Act = ({ drafts, lastDay }, goal, { a }) => {
	if (!goal.open) return;
	drafts.push(closed(lastDay, goal.key, a % 2 === 0 ? 'withdrawn' : 'missed'));
	goal.open = false;
};

const succeed: Act = (history, goal, { a, b }) => {
	if (!goal.open) return;
	goal.open = false;
	const successors = Array.from({ length: 1 + (a % 3) }, (_, index) =>
		addGoal(history, goal.area, b + index * a, goal.conditional)
	);
	const as = successors.length === 1 ? 'superseded' : 'split';
	const closing = closed(history.lastDay, goal.key, as, successors);
	// The record may hold the closing before its successors or after them.
	if (b % 2 === 0) history.drafts.push(closing);
	else history.drafts.splice(-successors.length, 0, closing);
};

const amend: Act = ({ drafts, lastDay }, _, { a }) => {
	drafts.push(amended(lastDay, a % 2 === 0));
};

function addGoal(
	{ drafts, lastDay, goals }: History,
	area: Area,
	b: number,
	conditional: boolean
): string {
	const key = `goal-${goals.length + 1}`;
	const condition = conditional && { condition: { text: 'If something happens' } };
	drafts.push(published(lastDay, key, { area, ...text(lastDay, b, conditional), ...condition }));
	goals.push({ key, area, open: true, conditional, revisions: 1, updates: [] });
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

const CRITERIA = ['One', 'Two', 'Three', 'Four', ' two.', 'One'];

/** None to four criteria, from any place of the list on. */
function text(lastDay: string, b: number, conditional = false) {
	const criteria = Array.from({ length: b % 5 }, (_, index) => pick(CRITERIA, (b >> 2) + index));
	const statement = b % 11 === 0 ? 'Another statement.' : 'A statement.';
	if (b % 6 === 0) return { criteria, statement };
	if (conditional) return { criteria, statement, within: b };
	return { criteria, statement, target: addDays(lastDay, b * 2) };
}

const archived = (time: string, page: string) => `https://web.archive.org/web/${time}/${page}`;
const held = { name: 'report.pdf', media_type: 'application/pdf', bytes: 14 } as const;
const EVIDENCE: EvidenceItem[][] = [
	[],
	[link()],
	[link({ criteria: [0, 1, 2], archived_url: 'https://archive.example/page' })],
	[
		link({
			criteria: [0, 1, 2],
			archived_url: archived('20230102030405', 'http://www.lab.example/page/')
		})
	],
	[link({ criteria: [0], archived_url: archived('20990102030405', 'https://lab.example/page') })],
	[link({ criteria: [2, 3], url: 'https://lab.example/a', archived_url: 'https://perma.cc/A' })],
	[file({ criteria: [0, 1, 2] })],
	[file({ criteria: [0, 1, 2, 3], ...held })],
	[file({ criteria: [1], ...held, sha256: 'b'.repeat(64) }), link({ criteria: [0, 9] })],
	[file({ criteria: [], ...held })],
	[redacted({ criteria: [0, 1, 2] })]
];
const REVIEWERS = ['A Reviewer', 'Another', 'A third'];

function pick<T>(values: readonly T[], index: number): T {
	return values[index % values.length]!;
}

const event: fc.Arbitrary<Event> = fc.record({
	act: fc.constantFrom(
		...[publish, report, report, report, correct, correct, review, review, revise, revise],
		...[reviewRevision, judge, deliver, giveUp, succeed, amend]
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
		addGoal(history, 'security', events[0]!.b, events[0]!.a % 5 === 0);
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
