import { revisionText } from '../shared/in-language.ts';
import { revisionAsOf, standing } from '../../record/as-of.ts';
import { unreadFrom } from '../../record/all-entries.ts';
import type { Goal, Organization, RecordState, Report } from '../../record/state.ts';
import type { KeptBy } from '../../record/vocabulary.ts';
import { goalRow, type GoalRow } from '../goal/goal-row.ts';
import { partsOf, searchable, type Part, type TextEntry } from './search-index.ts';
import { readQuery, type Query } from './search-query.ts';
import { excerpt, findTerm, markTerms, normalize, type Piece, type Term } from './search-text.ts';
import { newest } from '../../scoring/methods.ts';

/**
 * Not MiniSearch: it knows one text of a goal and not what stood on each day, does not find part of a Chinese
 * word that was copied out, and takes seconds to take a record of ten years in. What is marked is ours anyway.
 */

export type GoalHit = {
	organization: Organization;
	goal: Goal;
	title: string;
	/** 0 where the title holds every term, 1 where statement or criteria are needed, 2 the narratives. */
	rank: 0 | 1 | 2;
};

const names = new Intl.Collator('en');

/**
 * The goals whose title, statement, criteria and narratives, as they stand as of `t`, hold every term of the
 * query between them, and none that it leaves out: those with all of them in the title first, those that need
 * a narrative last, then by organization. Empty for a query without terms.
 */
export function searchGoals(record: RecordState, query: string, t: string): GoalHit[] {
	const asked = readQuery(query);
	const hits = [...record.organizations.values()].flatMap((each) => hitsOf(each, asked, t));
	return hits.sort(
		(a, b) =>
			a.rank - b.rank ||
			names.compare(a.organization.registered.name, b.organization.registered.name) ||
			names.compare(a.title, b.title)
	);
}

/** The keys of an organization's goals that such a search finds. */
export function goalsThatHold(organization: Organization, query: string, t: string): Set<string> {
	return new Set(hitsOf(organization, readQuery(query), t).map(({ goal }) => goal.key));
}

function hitsOf(organization: Organization, asked: Query, t: string): GoalHit[] {
	if (asked.terms.length === 0) return [];
	return [...organization.goals.values()].flatMap(
		(goal) => search(organization, goal, asked, t) ?? []
	);
}

function search(
	organization: Organization,
	goal: Goal,
	{ terms, without }: Query,
	t: string
): GoalHit | undefined {
	const revision = revisionAsOf(goal, t);
	if (!revision) return undefined;
	const { title, body } = searchable(revision);
	const beyondTitle = missing(title, terms);
	const beyondBody = missing(body, beyondTitle);
	const rank = beyondTitle.length === 0 ? 0 : beyondBody.length === 0 ? 1 : 2;
	if (rank === 2 && !narrativesHold(goal, beyondBody, t)) return undefined;
	const holds = (term: Term) =>
		missing(title, [term]).length === 0 || bodyHolds(goal, body, term, t);
	if (without.some(holds)) return undefined;
	return { organization, goal, title: revisionText(revision).title, rank };
}

const bodyHolds = (goal: Goal, body: string, term: Term, t: string) =>
	missing(body, [term]).length === 0 || narrativesHold(goal, [term], t);

/** The terms that the normalized text does not hold. */
function missing(text: string, terms: readonly Term[]): Term[] {
	return terms.filter((term) => !findTerm(text, term));
}

/** Whether the narratives that stand as of `t` hold every one of the terms between them. */
function narrativesHold({ reports }: Goal, terms: readonly Term[], t: string): boolean {
	let left: readonly Term[] = terms;
	for (const report of reports) {
		if (!isReported(report, t)) continue;
		left = missing(searchable(standing(report, t).update.entry).body, left);
		if (left.length === 0) return true;
	}
	return false;
}

const isReported = ({ original }: Report, t: string) => original.entry.effective_on <= t;

/** A text to show of a goal: its revision, or the narrative of an update. */
type Shown = { entry: TextEntry; update: FoundGoal['update'] };

/** The revision, or where narratives are needed the one with the most terms, the newest of those. */
function shownOf({ goal, rank }: GoalHit, terms: readonly Term[], t: string): Shown {
	const revision = revisionAsOf(goal, t)!;
	if (rank < 2) return { entry: revision, update: null };
	const { title, body } = searchable(revision);
	const needed = missing(body, missing(title, terms));
	const [first, ...others] = goal.reports
		.filter((report) => isReported(report, t))
		.map((report) => {
			const { update, day } = standing(report, t);
			const text = searchable(update.entry).body;
			return {
				entry: update.entry,
				update: { seq: report.original.entry.seq, day },
				useful: missing(text, needed).length < needed.length,
				lacks: missing(text, terms).length
			};
		})
		.filter(({ useful }) => useful);
	return others.reduce((best, each) => {
		if (each.lacks !== best.lacks) return each.lacks < best.lacks ? each : best;
		// In record order, so that of two on one day the later comes later.
		return each.update.day >= best.update.day ? each : best;
	}, first!);
}

/** A goal that was found, as the page shows it. */
export type FoundGoal = {
	organization: { slug: string; name: string; kept_by: KeptBy; unread: number | null };
	row: GoalRow;
	title: Piece[];
	excerpt: Piece[];
	/** The criterion that the excerpt is from, from 1; 0 where it is from the statement or an update. */
	criterion: number;
	/** The update that the excerpt is from, by its entry and day; null for the goal's own text. */
	update: { seq: number; day: string } | null;
};

/** What the page shows of a hit, with the words of the query marked. */
export function foundGoal(hit: GoalHit, query: string, t: string): FoundGoal {
	const { terms } = readQuery(query);
	const { organization, goal, title } = hit;
	const { slug, registered } = organization;
	const { entry, update } = shownOf(hit, terms, t);
	const { text, criterion } = mostTelling(partsOf(entry), terms);
	return {
		organization: {
			slug,
			name: registered.name,
			kept_by: registered.kept_by,
			unread: unreadFrom(organization)
		},
		row: goalRow(organization, goal, newest.goalScore(organization, goal, t)!, t),
		title: markTerms(title, terms),
		excerpt: excerpt(text, terms),
		criterion,
		update
	};
}

/** Of the parts of one text in several languages, the one that most of the terms are in; the first on a par. */
function mostTelling(parts: readonly [Part, ...Part[]], terms: readonly Term[]): Part {
	const lacks = ({ text }: Part) => missing(normalize(text), terms).length;
	return parts.reduce((best, part) => (lacks(part) < lacks(best) ? part : best));
}
