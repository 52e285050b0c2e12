/** What a member may do: leaders set goals, approve and publish; contributors post progress; reviewers are outsiders who see what contributors see. */
export const ROLES = ['leader', 'contributor', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];
