import { revisionAsOf, standing } from '../record/as-of.ts';
import type {
	GoalPublished,
	GoalRevised,
	ProgressCorrected,
	ProgressReported
} from '../record/entries.ts';
import type { Goal, Organization, RecordState } from '../record/state.ts';
import type { KeptBy } from '../record/vocabulary.ts';
import { goalScore } from '../scoring/goal.ts';
import { goalRow, type GoalRow } from './goal-row.ts';
import {
	excerpt,
	indexOfTerm,
	markTerms,
	normalize,
	plainText,
	searchTerms,
	type Piece
} from './search-text.ts';

type TextEntry = GoalPublished | GoalRevised | ProgressReported | ProgressCorrected;

/** A text of a goal: the statement of a revision, or the narrative of an update. */
type Text = { entry: TextEntry; update: { seq: number; day: string } | null };

export type GoalHit = {
	organization: Organization;
	goal: Goal;
	title: string;
	/** 0 where the title holds every term, 1 where the statement is needed, 2 the narratives. */
	rank: 0 | 1 | 2;
	/** The text to show of it: of the rank's texts the one with the most terms, the newest first. */
	shown: Text;
};

/**
 * The goals whose title, statement and narratives, as they stand as of `t`, hold every word of the
 * query between them: those with all of them in the title first, those that need a narrative last,
 * then by organization. Empty for a query without words.
 */
export function searchGoals(record: RecordState, query: string, t: string): GoalHit[] {
	const terms = searchTerms(query);
	if (terms.length === 0) return [];
	const hits = [...record.organizations.values()].flatMap((organization) =>
		[...organization.goals.values()].flatMap((goal) => search(organization, goal, terms, t) ?? [])
	);
	return hits.sort(
		(a, b) =>
			a.rank - b.rank ||
			a.organization.registered.name.localeCompare(b.organization.registered.name, 'en') ||
			a.title.localeCompare(b.title, 'en')
	);
}

function search(
	organization: Organization,
	goal: Goal,
	terms: readonly string[],
	t: string
): GoalHit | undefined {
	const revision = revisionAsOf(goal, t);
	if (!revision) return undefined;
	const { title } = revision;
	const statement: Text = { entry: revision, update: null };
	const hit = (rank: GoalHit['rank'], shown: Text) => ({ organization, goal, title, rank, shown });

	const beyondTitle = missing(normalize(title), terms);
	if (beyondTitle.length === 0) return hit(0, statement);
	const needed = missing(searchable(revision), beyondTitle);
	if (needed.length === 0) return hit(1, statement);

	const texts = narratives(goal, t).map((shown) => ({
		shown,
		lacks: missing(searchable(shown.entry), terms)
	}));
	const holds = (lacks: string[]) => (term: string) => !lacks.includes(term);
	if (!needed.every((term) => texts.some(({ lacks }) => holds(lacks)(term)))) return undefined;
	const best = texts
		.filter(({ lacks }) => needed.some(holds(lacks)))
		.reduce((a, b) => (b.lacks.length < a.lacks.length ? b : a));
	return hit(2, best.shown);
}

/** The terms that the normalized text does not hold. */
function missing(text: string, terms: readonly string[]): string[] {
	return terms.filter((term) => indexOfTerm(text, term) === -1);
}

const textOf = (entry: TextEntry) =>
	plainText('statement' in entry ? entry.statement : entry.narrative);

// An entry never changes, and normalizing 24,000 narratives is what takes the time of a search.
const normalized = new WeakMap<TextEntry, string>();

function searchable(entry: TextEntry): string {
	let text = normalized.get(entry);
	if (text === undefined) normalized.set(entry, (text = normalize(textOf(entry))));
	return text;
}

/** The narratives that stand, newest first. */
function narratives(goal: Goal, t: string): Text[] {
	return goal.reports
		.filter(({ original }) => original.entry.effective_on <= t)
		.map((report) => {
			const { update, day } = standing(report, t);
			const seq = report.original.entry.seq;
			return { entry: update.entry, update: { seq, day } };
		})
		.sort((a, b) => b.update.day.localeCompare(a.update.day) || b.update.seq - a.update.seq);
}

/** A goal that was found, as the page shows it. */
export type FoundGoal = {
	organization: { slug: string; name: string; kept_by: KeptBy };
	row: GoalRow;
	title: Piece[];
	excerpt: Piece[];
	/** The update that the excerpt is from, by its entry and day; null for the goal's statement. */
	update: { seq: number; day: string } | null;
};

/** What the page shows of a hit, with the words of the query marked. */
export function foundGoal(hit: GoalHit, query: string, t: string): FoundGoal {
	const { organization, goal, title, shown } = hit;
	const { slug, registered } = organization;
	const terms = searchTerms(query);
	return {
		organization: { slug, name: registered.name, kept_by: registered.kept_by },
		row: goalRow(organization, goal, goalScore(organization, goal, t)!, t),
		title: markTerms(title, terms),
		excerpt: excerpt(textOf(shown.entry), terms),
		update: shown.update
	};
}
