import type { Entry } from '../../record/entries.ts';
import type { Grade } from '../../record/vocabulary.ts';

/** What members are told of by e-mail. A kind of entry says its notices itself; here is what it is given. */

/** What happened; the check of `notices.event` in the database has the same. */
export const NOTICE_EVENTS = [
	'due_soon',
	'overdue',
	'submitted',
	'returned',
	'published',
	'undecided'
] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** What a notice is of, as members wrote it. */
export type Told<E extends Entry = Entry> = {
	/** The organization's, as addresses name it. */
	slug: string;
	/** The goal's title and its key in addresses; empty for what is of no goal. */
	goal: string;
	goal_key: string;
	/** Who submitted, returned or published it. */
	who: string;
	/** The day by which an update is due; null for other events. */
	due_on: string | null;
	/** The update that it is of, with the grade before. */
	update: {
		id: string;
		on: string;
		grade: Grade;
		grade_before: Grade | null;
		corrects: boolean;
	} | null;
	draft: DraftRef | null;
	/** Of a published draft the entry: its number and what it says, long texts cut and lists left out. */
	seq: number | null;
	facts: Partial<E> | null;
};

/** A draft, and what it is of as its kind names that. */
export type DraftRef = { id: string; subject: string };

/** What a notice says in a line, what it adds below, and where it leads. Line ends in it are taken out. */
export type NoticeWords<E extends Entry = Entry> = {
	line: (told: Told<E>) => string;
	more?: (told: Told<E>) => string[];
	path: (told: Told<E>) => string;
};

/** The public page of the goal that a notice is of. */
export const goalPath = ({ slug, goal_key }: Pick<Told, 'slug' | 'goal_key'>) =>
	`/${slug}/goals/${goal_key}`;

/** Where a draft goes on whose kind has the pages that many share, below its workspace's address. */
export const formPage = ({ id }: Pick<DraftRef, 'id'>) => `/drafts/${id}`;
/** The same, of the draft that a notice is of. */
export const proposal = ({ slug, draft }: Pick<Told, 'slug' | 'draft'>) =>
	`/workspace/${slug}${formPage(draft!)}`;
