import type {
	ConditionJudged,
	Entry,
	GoalClosed,
	GoalPublished,
	GoalRevised,
	OrganizationAmended,
	OrganizationRegistered,
	ProgressCorrected,
	ProgressReported,
	RecordChecked,
	ReviewAnswered,
	ReviewPublished,
	RevisionReviewed,
	ScorecardCertified
} from './entries.ts';
import type { RawEntry } from './raw.ts';
import type { Area } from './vocabulary.ts';

/** What the fold makes of the record. Lists are in record order unless they say otherwise. */

export type Update = {
	key: string;
	entry: ProgressReported | ProgressCorrected;
	/** Reviews bound to this very update; they do not carry over to its correction. */
	reviews: ReviewPublished[];
	/** The organization's answers to them, at most one to each. */
	answers: ReviewAnswered[];
};

/** One update with everything that corrects it, directly or through another correction. */
export type Report = {
	/** The first update: its day is the day that the whole chain stands on. */
	original: Update;
	corrections: Update[];
};

export type Goal = {
	key: string;
	/** The area of the first revision. */
	area: Area;
	revisions: (GoalPublished | GoalRevised)[];
	reports: Report[];
	/** Reviews of its revisions. */
	revisionReviews: RevisionReviewed[];
	/** Judgements of its condition. */
	judgements: ConditionJudged[];
	closing?: GoalClosed;
	/** The key of the goal that was superseded by this one or split into it, once that is recorded. */
	predecessor?: string;
	/** Every entry that speaks of this goal. */
	entries: Entry[];
};

export type Organization = {
	slug: string;
	registered: OrganizationRegistered;
	/** What it has said of itself since; the last one effective stands. */
	amended: OrganizationAmended[];
	goals: Map<string, Goal>;
	/** Certified scorecards of every quarter; a later one of the same quarter corrects the one before. */
	certified: ScorecardCertified[];
	/** That a transcriber read the sources. */
	checks: RecordChecked[];
	/** Every entry that took its place. */
	entries: Entry[];
	/** Those of its entries that are kept as they stand, in record order. */
	raw: RawEntry[];
};

/** An organization of which nothing is recorded but that it is there. */
export function newOrganization(registered: OrganizationRegistered): Organization {
	return {
		slug: registered.organization,
		registered,
		amended: [],
		goals: new Map(),
		certified: [],
		checks: [],
		entries: [registered],
		raw: []
	};
}

export type RecordState = {
	/** The number of the last entry folded in; 0 for an empty record. */
	seq: number;
	organizations: Map<string, Organization>;
	/** Every entry that is kept as it stands, whosever it is. */
	raw: RawEntry[];
};
