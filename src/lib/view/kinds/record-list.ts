import { revisionText } from '../shared/in-language.ts';
import { to } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { Entry } from '../../record/entries.ts';
import { allEntries } from '../../record/all-entries.ts';
import { isRaw, type RawEntry, type Why } from '../../record/raw.ts';
import type { RecordState } from '../../record/state.ts';
import { kindOf } from './index.ts';
import { rawHeading } from './raw.ts';
import { recorded } from '../shared/recorded.ts';

/** The record as its page lists it. */

const PAGE_SIZE = 50;

export type EntryLine = {
	seq: number;
	/** The kind in words, and what the entry says in one: the change, the grade, how it was closed. */
	heading: string;
	/** What it speaks of: the organization's name, or the goal's title in force when it was recorded. */
	subject: string;
	/** The page of what it speaks of; null where it has none. */
	href: string | null;
	organization: { slug: string; name: string; transcribed: boolean };
	/** Null where a raw entry does not say it so that it can be read. */
	effective_on: string | null;
	recorded_at: string | null;
	/** Days from the day it speaks of to its recording, where they are many. */
	late: number | null;
	/** Why it is shown as it stands; null where it is not. */
	raw: Why | null;
};

/** One entry of the record as a line. */
export function entryLine(record: RecordState, entry: Entry | RawEntry): EntryLine {
	if (isRaw(entry)) return rawLine(record, entry);
	const { seq, effective_on, recorded_at } = entry;
	const { slug, registered, goals } = record.organizations.get(entry.organization)!;
	const goal = 'goal' in entry ? goals.get(entry.goal) : undefined;
	const revision = goal?.revisions.findLast((each) => each.seq <= seq);
	return {
		seq,
		heading: headingOf(entry),
		subject: revision ? revisionText(revision).title : registered.name,
		href: to(`/${slug}${goal ? `/goals/${goal.key}` : (kindOf(entry).path?.(entry) ?? '')}`),
		organization: {
			slug,
			name: registered.name,
			transcribed: registered.kept_by === 'transcriber'
		},
		effective_on,
		recorded_at,
		late: recorded(entry).late_days,
		raw: null
	};
}

function rawLine({ organizations }: RecordState, entry: RawEntry): EntryLine {
	const { seq, effective_on, recorded_at, raw } = entry;
	const slug = entry.organization ?? '';
	const registered = organizations.get(slug)?.registered;
	const name = registered?.name ?? (slug || m.raw_nobody());
	return {
		seq,
		heading: rawHeading(entry),
		subject: name,
		href: registered ? to(`/${slug}`) : null,
		organization: { slug, name, transcribed: registered?.kept_by === 'transcriber' },
		effective_on,
		recorded_at,
		late: recorded(entry).late_days,
		raw
	};
}

function headingOf(entry: Entry): string {
	const { name, detail: detailOf } = kindOf(entry);
	const kind = name();
	const detail = detailOf?.(entry);
	return detail === undefined ? kind : m.record_kind_detail({ kind, detail });
}

/** The entries of one organization or of all, newest first, raw ones included. */
export function newestFirst(record: RecordState, slug?: string): (Entry | RawEntry)[] {
	const { organizations, raw } = record;
	const all =
		slug === undefined
			? [...[...organizations.values()].flatMap(({ entries }) => entries), ...raw]
			: entriesOf(record, slug);
	return all.sort((a, b) => b.seq - a.seq);
}

/** Where no registration of the slug could be read, the raw entries that name it. */
function entriesOf({ organizations, raw }: RecordState, slug: string): (Entry | RawEntry)[] {
	const organization = organizations.get(slug);
	if (organization) return [...allEntries(organization)];
	return raw.filter((entry) => entry.organization === slug);
}

/** Page `number`, from 1, of the items, and how many pages there are: one where there is no item. */
export function pageOf<T>(items: readonly T[], number: number, size = PAGE_SIZE) {
	const first = (number - 1) * size;
	return {
		items: items.slice(first, first + size),
		pages: Math.max(1, Math.ceil(items.length / size))
	};
}
