import type { TargetSet } from '../../record/date-moves.ts';
import type { Entry, EvidenceItem, Unrecorded } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import type { ChangedPart } from '../shared/diff.ts';
import type { BadgeKind } from '../shared/badges.ts';
import type { EventKind } from '../trend/event-kinds.ts';
import type { DraftRef, NoticeEvent, NoticeWords } from './told.ts';
import type { Weakening } from '../shared/weakenings.ts';

/** How entries of one kind read wherever entries of all kinds stand together. */
export type Kind<E extends Entry> = {
	/** What lists and filters call it. */
	name: () => string;
	/** What the entry says in a word or two, behind its name. */
	detail?: (entry: E) => string;
	/** `goal` is absent where the entry is not recorded yet. */
	badge: (entry: Unrecorded<E>, goal?: Goal) => BadgeKind;
	/** What it says, in a sentence or two. */
	text: (entry: E, about: About<E>) => string;
	/** Of an entry with a page of its own: where that stands, below its organization's address. */
	path?: (entry: E) => string;
	/** Where on its goal's page an entry is shown in full. */
	place?: (entry: E, goal: Goal) => Place | null;
	/** As what a trend marks it; a kind without this is not marked. */
	event?: (entry: E) => EventKind;
	/** How it weakens its goal. */
	weakenings?: (entry: E, goal: Goal, known: KnownOfChange) => Weakening[];
	/** Its items of evidence: whoever reads the record can have the public files among them. */
	evidence?: (entry: E) => readonly EvidenceItem[];
	/** What members are told of it by e-mail. */
	notices?: Partial<Record<NoticeEvent, NoticeWords<E>>>;
};

/** As known as of `t`; `move` is what the entry did to the goal's target date. */
export type KnownOfChange = {
	move: TargetSet | undefined;
	t: string;
	/** Whether the organization keeps the record itself, so that what it calls a change is its own word. */
	own: boolean;
};

/** Of a kind that is drafted as drafts. */
export type DraftedKind<E extends Entry> = Kind<E> & {
	/** What the activity log calls a draft; `of` is what it is of, in words. */
	draft: (of: string) => string;
	/** What it says of a publication, where that is more than its name. */
	published?: (of: string) => string | null;
	/** How lists of drafts have it; null where what leads to it is a list of its own. */
	onItsWay: OnItsWay | null;
	/** Also of what is submitted and returned, where two people publish it. */
	notices: Record<'published', NoticeWords<E>> &
		Partial<Record<'submitted' | 'returned', NoticeWords<E>>>;
	/** Where its drafts have the pages that many kinds share. */
	page?: DraftPage;
};

export type OnItsWay = {
	/** What a list calls it, by the titles of published goals; null for what can be of nothing, and is not listed. */
	name: (draft: DraftRef, titleOf: (goal: string) => string | undefined) => string | null;
	/** Where it goes on, below the address of its workspace. */
	page: (draft: DraftRef) => string;
};

/** What the pages of a kind's drafts say. */
export type DraftPage = {
	title: () => string;
	/** What the person who fills it in should know first. */
	note: () => string;
	publish: () => string;
	/** What the draft is of, by the names in its form; undefined where there is no such thing. */
	about: (organization: Organization, of: Record<string, string>) => DraftAbout | undefined;
};
export type DraftAbout = {
	goal: Goal | null;
	texts: { name: string; text: string }[];
	/** What a revision changed, part by part. */
	parts: ChangedPart[];
};

export type Place = { name: string; fragment: string };

export type GoalEntry = Extract<Entry, { goal: string }>;

type About<E extends Entry> = E extends GoalEntry ? AboutGoal : { organization: Organization };
/** As known as of `t`; `move` is what the entry did to the goal's target date. */
export type AboutGoal = {
	organization: Organization;
	goal: Goal;
	t: string;
	move: TargetSet | undefined;
};
