/** What a member may do: leaders set goals, approve and publish; contributors post progress; reviewers are outsiders who see what contributors see. */
export const ROLES = ['leader', 'contributor', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];

type Membership = { id: string; role: string; removed_at: string | null };

/**
 * The only leader who is left where a membership ends or is no leader's any more; null where none or several
 * are, or where that changes nothing.
 */
export function onlyLeaderWithout<M extends Membership>(
	members: readonly M[],
	id: string
): M | null {
	const leaders = members.filter(({ role, removed_at }) => role === 'leader' && !removed_at);
	const left = leaders.filter((leader) => leader.id !== id);
	return left.length === 1 && left.length < leaders.length ? left[0]! : null;
}
