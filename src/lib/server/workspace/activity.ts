import type { Client } from '../backend/index.ts';
import { read } from './answer.ts';

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
	let query = client
		.from('activity')
		.select('id, at, action, name, detail, changes, goal_id, who:memberships(name)')
		.eq('organization_id', organization);
	if (wanted.person) query = query.eq('membership_id', wanted.person);
	if (wanted.goal) query = query.eq('goal_id', wanted.goal);
	if (wanted.before) query = query.lt('id', wanted.before);
	const rows = read(await query.order('id', { ascending: false }).limit(PAGE + 1));
	const lines = rows.slice(0, PAGE);
	return { lines, older: rows.length > PAGE ? lines.at(-1)!.id : null };
}
export type Line = Awaited<ReturnType<typeof page>>['lines'][number];
