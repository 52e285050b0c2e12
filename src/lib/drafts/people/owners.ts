/** Who owns a goal: people, and teams with whoever is on them. */

/** The longest name of a team, in characters. */
export const TEAM_NAME_MAX = 100;

export type Team = { id: string; name: string; members: { id: string; name: string }[] };
/** One owner of a goal: a team or a person, by their id and name. */
export type Owner = { goal_id: string; kind: 'team' | 'person'; id: string; name: string };

/** The ids of the goals that a person owns, or a team that they are on. */
export function ownedBy(person: string, owners: readonly Owner[], teams: readonly Team[]) {
	const mine = new Set(
		teams.filter(({ members }) => members.some(({ id }) => id === person)).map(({ id }) => id)
	);
	const owned = owners.filter(({ kind, id }) => (kind === 'team' ? mine.has(id) : id === person));
	return new Set(owned.map(({ goal_id }) => goal_id));
}

/** The goals that nobody owns; a team without members is nobody. */
export function withoutOwner<G extends { id: string }>(
	goals: readonly G[],
	owners: readonly Owner[],
	teams: readonly Team[]
): G[] {
	const empty = new Set(teams.filter(({ members }) => !members.length).map(({ id }) => id));
	const owned = new Set(owners.filter(({ id }) => !empty.has(id)).map(({ goal_id }) => goal_id));
	return goals.filter(({ id }) => !owned.has(id));
}
