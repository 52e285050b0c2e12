import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../record/day.ts';
import { today } from '../today.ts';
import type { Client } from './backend.ts';

/** Work under way in the demonstration, so that everybody's first page has something on it. */
type Work = {
	teams: { name: string; area: string; without: string[]; members: string[] }[];
	updates: {
		by: string;
		goal: string;
		days_ago: number;
		grade: number;
		narrative: string;
		/** A draft unless it was submitted; returned where a leader said what is missing. */
		submitted?: boolean;
		returned?: { by: string; comment: string };
	}[];
};

export async function workInDemonstration(clients: ReadonlyMap<string, Client>): Promise<void> {
	const file = join(process.cwd(), 'supabase', 'examples', 'work.json');
	const { teams, updates } = JSON.parse(readFileSync(file, 'utf8')) as Work;
	const [leader] = clients.values();
	const goals = must(await leader!.from('goals').select('id, key, area, organization_id'));
	const { organization_id } = goals[0]!;
	const members = must(await leader!.rpc('member_addresses', { organization: organization_id }));
	const { id: created_by } = members.find(({ email }) => clients.get(email) === leader)!;
	for (const { name, area, without, members: emails } of teams) {
		const team = must(
			await leader!
				.from('teams')
				.insert({ organization_id, name, created_by })
				.select('id')
				.single()
		);
		const on = members.filter(({ email }) => emails.includes(email));
		must(
			await leader!
				.from('team_members')
				.insert(on.map(({ id }) => ({ organization_id, team_id: team.id, membership_id: id })))
				.select('id')
		);
		const owned = goals.filter((goal) => goal.area === area && !without.includes(goal.key));
		must(
			await leader!
				.from('goal_owners')
				.insert(owned.map(({ id }) => ({ organization_id, team_id: team.id, goal_id: id })))
				.select('id')
		);
	}
	for (const { by, goal, days_ago, grade, narrative, submitted, returned } of updates) {
		const client = clients.get(by)!;
		const progress_update = must(
			await client.rpc('save_progress_update', {
				goal: goals.find(({ key }) => key === goal)!.id,
				draft: { effective_on: addDays(today(), -days_ago), grade, narrative },
				evidence: []
			})
		);
		if (submitted || returned)
			answered(await client.rpc('submit_progress_update', { progress_update }));
		if (returned)
			answered(
				await clients
					.get(returned.by)!
					.rpc('return_progress_update', { progress_update, comment: returned.comment })
			);
	}
}

function answered({ error }: { error: unknown }): void {
	if (error) throw error;
}

function must<T>({ data, error }: { data: T; error: unknown }): NonNullable<T> {
	answered({ error });
	return data!;
}
