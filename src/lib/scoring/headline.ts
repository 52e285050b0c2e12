import { lineageAsOf } from '../record/as-of.ts';
import type { Organization } from '../record/state.ts';
import type { Scorecard } from './types.ts';

/** Why a record gets no large figure anywhere, in the order in which the first that holds is told. */
export const NO_HEADLINE = ['transcribed', 'few_goals', 'stale'] as const;
export type NoHeadline = (typeof NO_HEADLINE)[number];

const FEWEST_GOALS = 3;
const LEAST_CURRENT = 0.5;

/** Null where the figures of the scorecard may stand large. */
export function noHeadline(organization: Organization, card: Scorecard): NoHeadline | null {
	if (organization.registered.kept_by === 'transcriber') return 'transcribed';
	const scored = card.goals.filter((goal) => goal.in_set);
	// Parts of one split count once.
	const first = ({ key }: { key: string }) =>
		lineageAsOf(organization, organization.goals.get(key)!, card.as_of).at(-1)!.key;
	if (new Set(scored.map(first)).size < FEWEST_GOALS) return 'few_goals';
	const current = scored.filter((goal) => goal.fresh === 1).length;
	return current < LEAST_CURRENT * scored.length ? 'stale' : null;
}
