import { conditionOf } from '../../record/conditions.ts';
import { countedLabels } from '../../record/labels.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { AREAS, GRADES } from '../../record/vocabulary.ts';
import { newest } from '../../scoring/methods.ts';
import type { GoalScore } from '../../scoring/types.ts';
import { goalRows } from '../goal/goal-rows.ts';
import type { GoalRow } from '../goal/goal-row.ts';
import { pageOf } from '../kinds/record-list.ts';
import { goalsThatHold } from '../search/search-goals.ts';
import { previousQuarterEnd } from '../shared/day.ts';
import { inLanguage } from '../shared/in-language.ts';
import type { GoalsFilter, Mark, Sort } from './goals-filter.ts';

/** A goal of the list; `why` where it is not scored. */
type ListedGoal = GoalRow & { why?: string };

type Item = { goal: Goal; score: GoalScore; row: ListedGoal };

/** How many goals a page of the list shows. */
const PAGE_SIZE = 40;

/** The goals that exist as of `t` and that the filter lets through, of which `rows` holds page `number`. */
export function goalsList(
	organization: Organization,
	t: string,
	seq: number,
	filter: GoalsFilter,
	number = 1
) {
	const card = inLanguage(organization, newest.scorecard(organization, t, seq));
	const items = itemsOf(organization, card.goals, t);
	const held = filter.q ? goalsThatHold(organization, filter.q, t) : null;
	const chosen = items.filter(
		(item) => (!held || held.has(item.row.key)) && passes(item, filter, t)
	);
	const sorted = chosen.sort(ORDERS[filter.sort || 'area']);
	const { items: shown, pages } = pageOf(sorted, number, PAGE_SIZE);
	return {
		all: items.length,
		count: chosen.length,
		number,
		pages,
		rows: shown.map(({ row }) => row),
		grades: gradeCounts(items)
	};
}
export type GoalsList = ReturnType<typeof goalsList>;

function itemsOf(organization: Organization, scores: readonly GoalScore[], t: string): Item[] {
	const { rows, left_out } = goalRows(organization, scores, t);
	const byKey = new Map<string, ListedGoal>([...rows, ...left_out].map((row) => [row.key, row]));
	return scores.flatMap((score) => {
		const [goal, row] = [organization.goals.get(score.key), byKey.get(score.key)];
		return goal && row ? [{ goal, score, row }] : [];
	});
}

function passes(item: Item, { area, grade, state, show }: GoalsFilter, t: string): boolean {
	const { row } = item;
	if (area && row.area !== area) return false;
	if (state && row.state !== state) return false;
	// The last grade of what was withdrawn counts nothing, so it is found only by who asks for that.
	if (grade && row.state === 'withdrawn' && !state) return false;
	if (grade && (row.grade === null ? 'none' : String(row.grade)) !== grade) return false;
	return !show || SHOWN[show](item, t);
}

const hasBadge = (kind: string) => (item: Item) =>
	item.row.badges.some((badge) => badge.kind === kind);

const SHOWN: Record<Mark, (item: Item, t: string) => boolean> = {
	scored: ({ score }) => score.in_set,
	left_out: ({ score }) => !score.in_set,
	// Of a transcribed record: that no delivery was found.
	overdue: ({ row }) =>
		row.badges.some(
			({ kind }) => kind === 'overdue' || kind === 'not-found' || kind === 'unchecked'
		),
	changed: ({ goal }, t) => labelsBy(goal, t).some((change) => change !== 'editorial'),
	narrowed: hasBadge('narrowed'),
	date_moved: hasBadge('date_moved'),
	reworded: ({ goal }, t) => labelsBy(goal, t).includes('reworded'),
	new: ({ goal }, t) => goal.revisions[0]!.effective_on > previousQuarterEnd(t),
	stale: hasBadge('stale'),
	unsupported: hasBadge('unsupported'),
	conditional: ({ goal }) => conditionOf(goal) !== undefined
};

/** What the goal's revisions by `t` count as, whatever they are called. */
function labelsBy(goal: Goal, t: string) {
	const counted = countedLabels(goal);
	return goal.revisions.flatMap(({ revision, effective_on }) =>
		effective_on <= t ? (counted.get(revision) ?? []) : []
	);
}

type Order = (a: Item, b: Item) => number;

const titles = new Intl.Collator('en');
const byTitle: Order = (a, b) => titles.compare(a.row.title, b.row.title);
/** Those that have none stand last, whichever way the others go. */
const by =
	<T extends string | number>(of: (item: Item) => T | null, way: 1 | -1): Order =>
	(a, b) => {
		const [one, two] = [of(a), of(b)];
		if (one === two) return byTitle(a, b);
		if (one === null || two === null) return one === null ? 1 : -1;
		return one < two ? -way : way;
	};

/** Sorting keeps what is equal in the order of the record. */
const ORDERS: Record<Sort, Order> = {
	area: (a, b) => AREAS.indexOf(a.row.area) - AREAS.indexOf(b.row.area),
	slip: by(({ row }) => row.slip_days, -1),
	target: by(({ row }) => (row.state === 'open' ? row.target : null), 1),
	updated: by(({ row }) => row.graded_on, -1),
	grade: by(({ row }) => row.grade, -1),
	title: byTitle
};

/** How many scored goals of each area have which grade, from the highest down; withdrawn ones stand apart. */
function gradeCounts(items: readonly Item[]) {
	return AREAS.map((area) => {
		const scored = items.filter(({ row, score }) => row.area === area && score.in_set);
		const graded = scored.filter(({ row }) => row.state !== 'withdrawn');
		return {
			area,
			n: scored.length,
			withdrawn: scored.length - graded.length,
			grades: [...GRADES.toReversed(), null].map((grade) => ({
				grade,
				count: graded.filter(({ row }) => row.grade === grade).length
			}))
		};
	});
}
export type GradeCounts = GoalsList['grades'];
