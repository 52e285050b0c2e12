import type { PGlite } from '@electric-sql/pglite';
import { addDays } from '../../record/day.ts';
import { recordingAsOf } from '../../scoring/certified.ts';
import { envelopeOf, leafHash, type Head } from '../../log/hash.ts';

/** The history of the fictional organization as if it had been recorded while it happened. */

type Dated = { effective_on: string; key?: string; answer?: Dated };
type Roadmap = {
	goals: ({ revisions: Dated[]; closed?: Dated | null } & Record<string, unknown>)[];
};

/** What bears such a key comes into the record long after the day that it speaks of. */
const LATE = /^late-/;

/**
 * The roadmap file as it stood at the end of a day: what is dated later is left out, answers to reviews too, and
 * what comes late.
 */
export function asOf(text: string, day: string): string {
	const file = JSON.parse(text) as Roadmap;
	const isThere = ({ effective_on, key = '' }: Dated) => effective_on <= day && !LATE.test(key);
	const asItStood = ({ answer, ...item }: Dated) =>
		answer && isThere(answer) ? { ...item, answer } : item;
	const goals = file.goals.flatMap(({ closed, ...lists }) => {
		const goal: Record<string, unknown> = { ...lists };
		for (const [name, value] of Object.entries(lists))
			if (Array.isArray(value)) goal[name] = (value as Dated[]).filter(isThere).map(asItStood);
		if (closed && isThere(closed)) goal.closed = closed;
		return lists.revisions.some(isThere) ? [goal] : [];
	});
	return JSON.stringify({ ...file, goals });
}

/** The day of the first goal. */
export function firstDay(text: string): string {
	const { goals } = JSON.parse(text) as Roadmap;
	return goals.flatMap(({ revisions }) => revisions.map((each) => each.effective_on)).sort()[0]!;
}

type Row = Head & { body: string; leaf_hash: string };

/* eslint-disable no-restricted-syntax -- SQL */
/**
 * Gives each entry a moment on the day that it speaks of, in their order. The two-person rule, on which the
 * leaders decided when they were two, gets the day of the entry before it. Only a database that nobody has
 * seen yet can be told so: the record refuses every change, and its owner's SQL sets that aside here alone.
 */
export async function recordOnItsDays(database: PGlite): Promise<void> {
	const { rows } = await database.query<Row>(
		`select e.seq::integer as seq, o.slug as organization, e.kind, e.body::json ->> 'recorded_at' as recorded_at,
		   e.effective_on::text as effective_on, e.body, e.leaf_hash
		 from public.record_entries e join public.organizations o on o.id = e.organization_id order by e.seq`
	);
	const leaves = new Map<string, string>();
	const before: Row[] = [];
	let last = '';
	await database.transaction(async (tx) => {
		await tx.exec('alter table public.record_entries disable trigger record_is_append_only');
		for (const row of rows) {
			const effective_on =
				row.kind === 'organization.amended' ? last.slice(0, 10) : row.effective_on;
			const recorded_at = momentOf({ ...row, effective_on }, last);
			last = recorded_at;
			const head = { ...row, recorded_at, effective_on };
			const dated = row.body
				.replace(`"recorded_at":"${row.recorded_at}"`, `"recorded_at":"${recorded_at}"`)
				.replace(`"effective_on":"${row.effective_on}"`, `"effective_on":"${effective_on}"`);
			const body = withRecording(withLeaves(dated, leaves), before);
			before.push(head);
			const envelope = envelopeOf(body, head);
			const leaf = leafHash(envelope);
			leaves.set(row.leaf_hash, leaf);
			await tx.query(
				`update public.record_entries set recorded_at = $2, effective_on = $3, body = $4, envelope = $5,
				   leaf_hash = $6 where seq = $1`,
				[row.seq, recorded_at, effective_on, body, envelope, leaf]
			);
		}
		await tx.exec('alter table public.record_entries enable trigger record_is_append_only');
	});
}
/* eslint-enable no-restricted-syntax */

/** In the working hours of its day, a little later for each, never before the one before it, nor ahead of now. */
function momentOf({ seq, effective_on }: Row, last: string): string {
	const minutes = 9 * 60 + ((seq * 37) % (8 * 60));
	const of = new Date(Date.parse(`${effective_on}T00:00:00Z`) + minutes * 60_000).toISOString();
	const earliest = of < last ? last : of;
	const now = new Date().toISOString();
	return earliest < now ? earliest : now;
}

/** A certified scorecard names the leaf hash of the entry that it was computed at. */
function withLeaves(body: string, leaves: ReadonlyMap<string, string>): string {
	return body.replace(
		/"leaf_hash":"([0-9a-f]{64})"/,
		(_, leaf: string) => `"leaf_hash":"${leaves.get(leaf) ?? leaf}"`
	);
}

/** A certified scorecard says how the entries before it were recorded. */
function withRecording(body: string, before: readonly Row[]): string {
	return body.replace(/"recording":\{[^}]*\}/, () => {
		const { as_of } = JSON.parse(body) as { as_of: string };
		return `"recording":${JSON.stringify(recordingAsOf(before, as_of))}`;
	});
}

/** Every day in the text, `days` later. The texts of the demonstration name no days of their own. */
export function moveDays(text: string, days: number): string {
	return text.replace(/"(\d{4}-\d{2}-\d{2})"/g, (_, day: string) => `"${addDays(day, days)}"`);
}
