import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../record/day.ts';
import type { Failure } from '../database/failure.ts';
import { today } from '../record/today.ts';
import { read } from '../database/answer.ts';
import * as teams from '../people/teams.ts';
import * as updates from '../drafts/updates.ts';
import type { Client } from '../backend/backend.ts';

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
	const work = JSON.parse(readFileSync(file, 'utf8')) as Work;
	const [leader] = clients.values();
	const goals = read(await leader!.from('goals').select('id, key, area, organization_id'));
	const { organization_id } = goals[0]!;
	const people = read(await leader!.rpc('member_addresses', { organization: organization_id }));
	const { id: created_by } = people.find(({ email }) => clients.get(email) === leader)!;
	for (const { name } of work.teams)
		done(await teams.create(leader!, { organization_id, created_by }, name));
	const made = await teams.list(leader!, organization_id);
	for (const { name, area, without, members } of work.teams) {
		const { id: team_id } = made.find((team) => team.name === name)!;
		const added = people.filter(({ email }) => members.includes(email)).map(({ id }) => id);
		done(await teams.setMembers(leader!, { organization_id, team_id }, { added, removed: [] }));
		const owned = goals.filter((goal) => goal.area === area && !without.includes(goal.key));
		for (const { id: goal_id } of owned) {
			const owners = { added: [`team ${team_id}`], removed: [] };
			done(await teams.setOwners(leader!, { organization_id, goal_id }, owners));
		}
	}
	for (const { by, goal, days_ago, grade, narrative, submitted, returned } of work.updates) {
		const client = clients.get(by)!;
		const id = randomUUID();
		const { id: goal_id } = goals.find(({ key }) => key === goal)!;
		const effective_on = addDays(today(), -days_ago);
		const draft = { effective_on, grade, narrative, met: null, translation: null, evidence: [] };
		done(await updates.create(client, { id, goal_id }, draft));
		if (submitted || returned) done(await updates.submit(client, id));
		if (returned) done(await updates.sendBack(clients.get(returned.by)!, id, returned.comment));
	}
}

function done(failure: Failure | null): void {
	if (failure) throw new Error(`The demonstration data is broken: ${failure.message}`);
}
