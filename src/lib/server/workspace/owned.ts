import type { Client } from '../backend/index.ts';
import { read } from './answer.ts';

/** The ids of the goals that a member owns, alone or with a team. */
export async function owned(client: Client, membership: string): Promise<string[]> {
	const teams = read(
		await client.from('team_members').select('team_id').eq('membership_id', membership)
	).map(({ team_id }) => team_id);
	const [own, theirs] = await Promise.all([
		client.from('goal_owners').select('goal_id').eq('membership_id', membership),
		client.from('goal_owners').select('goal_id').in('team_id', teams)
	]);
	return [...read(own), ...read(theirs)].map(({ goal_id }) => goal_id);
}
