import type { Owner, Team } from '../../drafts/people/owners.ts';
import { rowTitle } from '../../drafts/row-text.ts';
import type { Organization } from '../../record/state.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { readAll } from '../database/read-all.ts';
import { changed } from '../database/answer.ts';
import { withTexts } from '../drafts/goals.ts';

/** Teams and who owns which goal. Row-level security decides who may do what. */

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** The teams by name, each with its members by name. */
export async function list(client: Client, organization: string): Promise<Team[]> {
	const [teams, rows] = await Promise.all([
		readAll('id', () =>
			client.from('teams').select('id, name').eq('organization_id', organization)
		),
		readAll('id', () =>
			client
				.from('team_members')
				.select('id, team_id, member:memberships(id, name)')
				.eq('organization_id', organization)
		)
	]);
	const membersOf = Map.groupBy(rows, ({ team_id }) => team_id);
	return teams.sort(byName).map((team) => ({
		...team,
		members: (membersOf.get(team.id) ?? [])
			.flatMap(({ member }) => (member ? [member] : []))
			.sort(byName)
	}));
}

/** The owners of every goal; teams first, each kind by name. */
export async function owners(client: Client, organization: string): Promise<Owner[]> {
	const rows = await readAll('id', () =>
		client
			.from('goal_owners')
			.select('id, goal_id, team:teams(id, name), person:memberships(id, name)')
			.eq('organization_id', organization)
	);
	return rows
		.flatMap(({ goal_id, team, person }): Owner[] => {
			if (team) return [{ goal_id, kind: 'team', ...team }];
			return person ? [{ goal_id, kind: 'person', ...person }] : [];
		})
		.sort((a, b) => b.kind.localeCompare(a.kind) || byName(a, b));
}

/** Those who can be on a team or own a goal: reviewers are outsiders. */
export async function people(client: Client, organization: string) {
	const rows = await readAll('id', () =>
		client
			.from('memberships')
			.select('id, name')
			.eq('organization_id', organization)
			.is('removed_at', null)
			.neq('role', 'reviewer')
	);
	return rows.sort(byName);
}

/** Who may own a goal, teams first, each written as {@link setOwners} reads it. */
export async function possibleOwners(client: Client, organization: string) {
	const [teams, persons] = await Promise.all([
		list(client, organization),
		people(client, organization)
	]);
	return [
		...teams.map(({ id, name }) => ({ value: `team ${id}`, text: name })),
		...persons.map(({ id, name }) => ({ value: `person ${id}`, text: name }))
	];
}

/** Every goal by its title as it reads now, with whether it is closed. `recorded` is what is published. */
export async function goals(
	client: Client,
	organization: string,
	recorded: Organization | undefined
) {
	const all = await withTexts(client, organization, recorded);
	return all
		.map(({ id, key, revisions, draft, closed_on }) => {
			const text = revisions.at(-1) ?? draft;
			return { id, key, title: text ? rowTitle(text) : key, closed: closed_on !== null };
		})
		.sort((a, b) => a.title.localeCompare(b.title));
}

export async function create(
	client: Client,
	ids: { organization_id: string; created_by: string },
	name: string
): Promise<Failure | null> {
	const { error } = await client.from('teams').insert({ ...ids, name });
	return error && failure(error);
}

export async function rename(client: Client, team: string, name: string): Promise<Failure | null> {
	return changed(await client.from('teams').update({ name }).eq('id', team).select('id'));
}

/** Removes a team, which then owns nothing and has nobody on it. */
export async function remove(client: Client, team: string): Promise<Failure | null> {
	return changed(await client.from('teams').delete().eq('id', team).select('id'));
}

type Ticked = { added: string[]; removed: string[] };

/** Puts members, by their id, on a team and takes others from it. */
export async function setMembers(
	client: Client,
	ids: { organization_id: string; team_id: string },
	{ added, removed }: Ticked
): Promise<Failure | null> {
	for (const membership_id of added) {
		const { error } = await client.from('team_members').insert({ ...ids, membership_id });
		// Somebody else put them there.
		if (error && error.code !== '23505') return failure(error);
	}
	if (!removed.length) return null;
	const { error } = await client
		.from('team_members')
		.delete()
		.eq('team_id', ids.team_id)
		.in('membership_id', removed);
	return error && failure(error);
}

/** Gives a goal owners and takes others from it, each written `team ID` or `person ID`. */
export async function setOwners(
	client: Client,
	ids: { organization_id: string; goal_id: string },
	{ added, removed }: Ticked
): Promise<Failure | null> {
	for (const owner of added) {
		const { column, id } = named(owner);
		const { error } = await client.from('goal_owners').insert({ ...ids, [column]: id });
		if (error && error.code !== '23505') return failure(error);
	}
	for (const owner of removed) {
		const { column, id } = named(owner);
		const { error } = await client
			.from('goal_owners')
			.delete()
			.eq('goal_id', ids.goal_id)
			.eq(column, id);
		if (error) return failure(error);
	}
	return null;
}

function named(owner: string) {
	const [kind, id = ''] = owner.split(' ');
	return { column: kind === 'team' ? ('team_id' as const) : ('membership_id' as const), id };
}
