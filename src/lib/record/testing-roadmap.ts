import { readFileSync } from 'node:fs';
import type { Entry } from './entries.ts';
import { type Draft, entries } from './testing.ts';

/**
 * Turns a valid roadmap file into entries, for tests of what the record makes of it. Checks nothing:
 * the app's own import does that.
 */

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- raw JSON; the test data vouches for its shape
type Json = Record<string, any>;

const KIND_ORDER: Draft['kind'][] = [
	'organization.registered',
	'goal.published',
	'goal.revised',
	'progress.reported',
	'progress.corrected',
	'review.published',
	'goal.closed'
];

/** The transcription that the demonstration data holds. */
export function anthropicRoadmap(): Json {
	const path = new URL('../../../supabase/examples/anthropic.json', import.meta.url);
	return JSON.parse(readFileSync(path, 'utf8'));
}

/** By day, then by kind; the organization is registered first, effective on `registeredOn`. */
export function entriesOf(file: Json, registeredOn: string): Entry[] {
	const { slug, ...organization } = file.organization;
	const registration = {
		kind: 'organization.registered',
		effective_on: registeredOn,
		...organization,
		roadmap: file.roadmap
	} as Draft;
	const rest = (file.goals as Json[]).flatMap(draftsOf).sort(byDayThenKind);
	return entries([registration, ...rest], { organization: slug });
}

function byDayThenKind(a: Draft, b: Draft): number {
	if (a.effective_on !== b.effective_on) return a.effective_on < b.effective_on ? -1 : 1;
	return KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind);
}

function draftsOf({ key: goal, area, ...history }: Json): Draft[] {
	const updateKeys = keysOf(history.updates);
	const drafts: Json[] = [
		...history.revisions.map(({ target, change, ...revision }: Json, index: number) => ({
			...(index === 0 ? { kind: 'goal.published', area } : { kind: 'goal.revised', change }),
			goal,
			...revision,
			...(target && { target })
		})),
		...history.updates.map(({ key: _, ...update }: Json, index: number) => ({
			kind: update.corrects === undefined ? 'progress.reported' : 'progress.corrected',
			goal,
			update: updateKeys[index],
			...update
		})),
		...(history.reviews ?? []).map((review: Json) => ({
			kind: 'review.published',
			goal,
			...review
		})),
		...(history.closed
			? [
					{
						kind: 'goal.closed',
						goal,
						...history.closed,
						successors: history.closed.successors ?? []
					}
				]
			: [])
	];
	return drafts as Draft[];
}

/** An update without a key gets its day, with `-2` and so on where that is taken. */
function keysOf(updates: Json[]): string[] {
	const taken = new Set(updates.flatMap(({ key }) => (key === undefined ? [] : [key])));
	return updates.map(({ key, effective_on }) => {
		if (key !== undefined) return key;
		let free = effective_on;
		for (let count = 2; taken.has(free); count += 1) free = `${effective_on}-${count}`;
		taken.add(free);
		return free;
	});
}
