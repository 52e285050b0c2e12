import type { Client } from '../backend/backend.ts';
import { read } from '../database/answer.ts';

/** What members did and when, as the database logged it. Row-level security decides who reads it. */

const PAGE = 50;

export type Wanted = {
	/** The id of a membership, and of a goal. */
	person?: string;
	goal?: string;
	/** Only lines before the one of this number. */
	before?: number;
};

/** One page of the log, the newest first; `older` is the number to ask for the next page with. */
export async function page(client: Client, organization: string, wanted: Wanted) {
	const before = (id: number | undefined, most: number) => {
		let query = client
			.from('activity')
			.select('id, at, action, name, detail, changes, goal_id, who:memberships(name)')
			.eq('organization_id', organization);
		if (wanted.person) query = query.eq('membership_id', wanted.person);
		if (wanted.goal) query = query.eq('goal_id', wanted.goal);
		if (id !== undefined) query = query.lt('id', id);
		return query.order('id', { ascending: false }).limit(most);
	};
	const lines = read(await before(wanted.before, PAGE));
	const last = lines.at(-1)?.id;
	// A page that is not full need not be the last: the database may answer with fewer rows.
	const more = last !== undefined && read(await before(last, 1)).length > 0;
	return { lines, older: more ? last : null };
}
export type Line = Awaited<ReturnType<typeof page>>['lines'][number];
