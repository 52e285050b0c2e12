import type { TargetSet } from '../../record/date-moves.ts';
import type { Entry } from '../../record/entries.ts';
import type { Organization } from '../../record/state.ts';
import type { Area } from '../../record/vocabulary.ts';
import { newest } from '../../scoring/methods.ts';
import { displayScore } from '../../scoring/display.ts';
import type { GoalScore, ScoreFigures, Scorecard } from '../../scoring/types.ts';
import { evidencedShare } from '../../scoring/evidenced-share.ts';
import type { ChangesFilter } from '../changes/changes-filter.ts';
import { dateMovesAsOf, isChange } from '../changes/changes-log.ts';
import { previousQuarterEnd } from '../shared/day.ts';
import { inLanguage } from '../shared/in-language.ts';
import { apportion, inUnits, printed, printedScores } from './sums.ts';

/**
 * What moved the scores between two days. A goal stands under the first of these that holds for it;
 * `share` is left for goals that stayed as they were while the number of goals around them changed.
 */
export const REASONS = [
	'added',
	'left',
	'missed',
	'withdrawn',
	'delivered',
	'graded_up',
	'graded_up_weaker',
	'graded_down',
	'current',
	'stale',
	'evidence_up',
	'evidence_down',
	'share'
] as const;
export type Reason = (typeof REASONS)[number];

/** The goals under one reason, and by how many points of 100 they moved the overall scores. */
export type ReasonLine = {
	reason: Reason;
	goals: { key: string; title: string }[];
	claimed: string;
	evidenced: string;
};

/** What the record says of the time, counted by kind; each count has its place in the change log. */
export type SinceCount = { what: SinceKind; count: number; filter: Partial<ChangesFilter> };

export const SINCE_KINDS = {
	published: { kind: 'goal.published' },
	reported: { kind: 'progress.reported' },
	corrected: { kind: 'progress.corrected' },
	reviewed: { kind: 'review.published' },
	revision_reviewed: { kind: 'revision.reviewed' },
	judged: { kind: 'condition.judged' },
	closed: { kind: 'goal.closed' },
	date_moved: { change: 'date_moved' },
	narrowed: { change: 'narrowed' },
	reworded: { change: 'reworded' },
	strengthened: { change: 'strengthened' },
	editorial: { change: 'editorial' },
	certified: { kind: 'scorecard.certified' },
	checked: { kind: 'record.checked' }
} as const satisfies Record<string, Partial<ChangesFilter>>;
export type SinceKind = keyof typeof SINCE_KINDS;

/** Two figures as pages show them, and which way it went; `new` where there was none before. */
export type Change = { way: 'up' | 'down' | 'level' | 'new'; was: string; now: string };

export type Since = {
	day: string;
	/** The overall figures of both days as pages show them; null where there is none now. */
	figures: Record<'claimed' | 'evidenced' | 'delivery', Change | null>;
	/** What moved the scores, adding up to the whole move; empty where either day has no score. */
	reasons: ReasonLine[];
	moved: { claimed: string; evidenced: string } | null;
	/** Goals that came into the delivery record because their first target day passed. */
	due: { key: string; title: string }[];
	counts: SinceCount[];
	/** Nothing was recorded and every figure stands as it did. */
	still: boolean;
};

/** What changed since the last quarter's end before `t`; null where no goal is scored. */
export function sinceQuarter(organization: Organization, t: string, seq: number): Since | null {
	const now = inLanguage(organization, newest.scorecard(organization, t, seq));
	if (now.overall.n === 0) return null;
	const before = newest.scorecard(organization, previousQuarterEnd(t), seq);
	return since(organization, inLanguage(organization, before), now);
}

/** What changed between the days of two scorecards of the organization, `before` the earlier one. */
export function since(organization: Organization, before: Scorecard, now: Scorecard): Since {
	const shown = (of: (figures: ScoreFigures) => number | null) =>
		change(of(before.overall), of(now.overall));
	const figures = {
		claimed: shown((figures) => figures.claimed),
		evidenced: shown((figures) => figures.evidenced),
		delivery: shown((figures) => figures.delivery.rate)
	};
	const moved = moves(before, now);
	const due = cameDue(before, now);
	const told = counts(organization, before.as_of, now.as_of);
	const level = Object.values(figures).every((change) => !change || change.way === 'level');
	const still = level && moved.reasons.length === 0 && due.length === 0 && told.length === 0;
	return { day: before.as_of, figures, ...moved, due, counts: told, still };
}

function change(before: number | null, after: number | null): Change | null {
	if (after === null) return null;
	const [was, now] = [displayScore(before), displayScore(after)];
	if (before === null) return { way: 'new', was, now };
	const moved = Number(now) - Number(was);
	return { way: moved === 0 ? 'level' : moved > 0 ? 'up' : 'down', was, now };
}

/** What moved each of the overall scores, goal by goal under its reason. */
function moves(before: Scorecard, now: Scorecard): Pick<Since, 'reasons' | 'moved'> {
	const [from, to] = [printedScores(before.overall), printedScores(now.overall)];
	if (!from || !to) return { reasons: [], moved: null };
	const digits = Math.max(from.digits, to.digits);
	const groups = byReason(before, now);
	const column = (score: 'claimed' | 'evidenced') => {
		const total = inUnits(now.overall[score]!, digits) - inUnits(before.overall[score]!, digits);
		const effects = groups.map(({ goals }) => sum(goals, (goal) => goal[score]));
		return { total, units: apportion(effects, total, digits) };
	};
	const [claimed, evidenced] = [column('claimed'), column('evidenced')];
	const lines = groups.map(({ reason, goals }, index) => ({
		reason,
		goals: goals.map(({ key, title }) => ({ key, title })),
		claimed: printed(claimed.units[index]!, digits, true),
		evidenced: printed(evidenced.units[index]!, digits, true)
	}));
	const still = (index: number) => !claimed.units[index] && !evidenced.units[index];
	return {
		// Goals that nothing happened to are named only where they came to count for more or less.
		reasons: lines.filter(({ reason }, index) => reason !== 'share' || !still(index)),
		moved: {
			claimed: printed(claimed.total, digits, true),
			evidenced: printed(evidenced.total, digits, true)
		}
	};
}

/** A goal and the points of 100 by which it moved the overall scores. */
type Moved = { reason: Reason; key: string; title: string; claimed: number; evidenced: number };

function byReason(before: Scorecard, now: Scorecard): { reason: Reason; goals: Moved[] }[] {
	const [was, is] = [contributions(before), contributions(now)];
	const earlier = new Map(before.goals.map((goal) => [goal.key, goal]));
	const moved = now.goals.flatMap((goal): Moved[] => {
		const { key, title } = goal;
		const reason = reasonOf(earlier.get(key), goal);
		if (!reason) return [];
		const change = (score: 'claimed' | 'evidenced') =>
			(is.get(key)?.[score] ?? 0) - (was.get(key)?.[score] ?? 0);
		return [{ reason, key, title, claimed: change('claimed'), evidenced: change('evidenced') }];
	});
	return REASONS.map((reason) => ({
		reason,
		goals: moved.filter((goal) => goal.reason === reason)
	})).filter(({ goals }) => goals.length > 0);
}

/** The first reason that holds; undefined for a goal that is scored on neither day. */
function reasonOf(was: GoalScore | undefined, is: GoalScore): Reason | undefined {
	if (!was?.in_set) return is.in_set ? 'added' : undefined;
	if (!is.in_set) return 'left';
	if (is.state !== was.state)
		return is.state === 'withdrawn' || is.state === 'missed' ? is.state : 'delivered';
	const graded = (is.grade ?? -1) - (was.grade ?? -1);
	const evidenced = evidencedShare(is) - evidencedShare(was);
	if (graded > 0) return evidenced < 0 ? 'graded_up_weaker' : 'graded_up';
	if (graded < 0) return 'graded_down';
	if (is.fresh !== was.fresh) return is.fresh ? 'current' : 'stale';
	if (evidenced !== 0) return evidenced > 0 ? 'evidence_up' : 'evidence_down';
	return 'share';
}

/** What each scored goal adds to the overall scores, in points of 100, by its key. */
function contributions({ goals, areas }: Scorecard) {
	const scored = goals.filter((goal) => goal.in_set);
	const weights = new Map<Area, number>();
	for (const { area, weight } of scored) weights.set(area, (weights.get(area) ?? 0) + weight);
	const parts = Object.values(areas).filter(({ n }) => n > 0).length;
	return new Map(
		scored.map((goal) => {
			const part = (100 * goal.weight) / (weights.get(goal.area)! * parts);
			return [goal.key, { claimed: part * goal.claimed, evidenced: part * evidencedShare(goal) }];
		})
	);
}

function cameDue(before: Scorecard, now: Scorecard) {
	const counted = new Set(
		before.goals.filter(({ delivery }) => delivery !== null).map(({ key }) => key)
	);
	return now.goals
		.filter(({ key, delivery }) => delivery !== null && !counted.has(key))
		.map(({ key, title }) => ({ key, title }));
}

/** What the record says of the days after `from` up to `to`. */
function counts(organization: Organization, from: string, to: string): SinceCount[] {
	const moves = dateMovesAsOf(organization, to);
	const within = organization.entries.filter(({ effective_on: day }) => day > from && day <= to);
	return Object.entries(SINCE_KINDS).flatMap(([what, filter]) => {
		const count = within.filter((entry) => is(entry, filter, moves.get(entry))).length;
		return count > 0 ? [{ what: what as SinceKind, count, filter }] : [];
	});
}

function is(
	entry: Entry,
	{ kind, change }: Partial<ChangesFilter>,
	move: TargetSet | undefined
): boolean {
	return change ? isChange(entry, change, move) : entry.kind === kind;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
	return items.reduce((total, item) => total + of(item), 0);
}
