import { revisionText } from './in-language.ts';
import { to } from '../locale.ts';
import { m } from '../paraglide/messages.js';
import type { Entry, EntryKind } from '../record/entries.ts';
import type { RecordState } from '../record/state.ts';
import { BADGES } from './badges.ts';
import { quarterName } from './quarter.ts';
import { recorded } from './recorded.ts';
import { closedWord, gradeName } from './words.ts';

/** The record as its page lists it. */

const PAGE_SIZE = 50;

/** Every kind of entry, in the order in which lists offer them. */
export const KIND_NAMES: Record<EntryKind, () => string> = {
	'organization.registered': m.record_kind_registered,
	'organization.amended': m.flow_kind_amended,
	'goal.published': m.record_kind_published,
	'goal.revised': m.record_kind_revised,
	'goal.closed': m.record_kind_closed,
	'progress.reported': m.record_kind_reported,
	'progress.corrected': m.record_kind_corrected,
	'review.published': m.record_kind_reviewed,
	'scorecard.certified': m.certified_kind
};

export type EntryLine = {
	seq: number;
	/** The kind in words, and what the entry says in one: the change, the grade, how it was closed. */
	heading: string;
	/** What it speaks of: the organization's name, or the goal's title in force when it was recorded. */
	subject: string;
	/** The page of what it speaks of. */
	href: string;
	organization: { slug: string; name: string; transcribed: boolean };
	effective_on: string;
	recorded_at: string;
	/** Days from the day it speaks of to its recording, where they are many. */
	late: number | null;
};

/** One entry of the record as a line. */
export function entryLine(record: RecordState, entry: Entry): EntryLine {
	const { seq, effective_on, recorded_at } = entry;
	const { slug, registered, goals } = record.organizations.get(entry.organization)!;
	const goal = 'goal' in entry ? goals.get(entry.goal) : undefined;
	const revision = goal?.revisions.findLast((each) => each.seq <= seq);
	return {
		seq,
		heading: headingOf(entry),
		subject: revision ? revisionText(revision).title : registered.name,
		href: to(`/${slug}${goal ? `/goals/${goal.key}` : certifiedPath(entry)}`),
		organization: {
			slug,
			name: registered.name,
			transcribed: registered.kept_by === 'transcriber'
		},
		effective_on,
		recorded_at,
		late: recorded(entry).late_days
	};
}

/** Below its organization's address: where a certified scorecard stands; nothing for other entries. */
function certifiedPath(entry: Entry): string {
	return entry.kind === 'scorecard.certified' ? `/certified/${entry.period}` : '';
}

function headingOf(entry: Entry): string {
	const kind = KIND_NAMES[entry.kind]();
	const detail = detailOf(entry);
	return detail === undefined ? kind : m.record_kind_detail({ kind, detail });
}

function detailOf(entry: Entry): string | undefined {
	switch (entry.kind) {
		case 'goal.revised':
			return BADGES[entry.change].word().toLowerCase();
		case 'goal.closed':
			return closedWord(entry.as).toLowerCase();
		case 'progress.reported':
		case 'progress.corrected':
		case 'review.published':
			return gradeName(entry.grade);
		case 'organization.amended':
			return entry.two_person_rule ? m.flow_rule_on() : m.flow_rule_off();
		case 'scorecard.certified':
			return quarterName(entry.period);
		default:
			return undefined;
	}
}

/** The entries of one organization or of all, newest first. */
export function newestFirst(record: RecordState, slug?: string): Entry[] {
	const chosen =
		slug === undefined ? [...record.organizations.values()] : [record.organizations.get(slug)];
	return chosen.flatMap((each) => each?.entries ?? []).sort((a, b) => b.seq - a.seq);
}

/** Page `number`, from 1, of the items, and how many pages there are: one where there is no item. */
export function pageOf<T>(items: readonly T[], number: number, size = PAGE_SIZE) {
	const first = (number - 1) * size;
	return {
		items: items.slice(first, first + size),
		pages: Math.max(1, Math.ceil(items.length / size))
	};
}
