import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { choice } from '../form.ts';
import { shortText } from '../../record/parts.ts';

/** What an access token may do, and how long: as the database has them. */
export const SCOPES = ['updates:draft', 'updates:submit'] as const;
export type Scope = (typeof SCOPES)[number];
export const LIFETIMES = [7, 30, 90, 365] as const;

export const tokenForm = z.object({
	name: shortText,
	scopes: z.array(z.enum(SCOPES)).min(1, { error: () => m.tokens_scope_one() }),
	days: choice(LIFETIMES.map(String)).transform(Number)
});

type Ends = { expires_at: string; revoked_at: string | null };

/** Whether a token still works, or how it ended, and the day of it. `now` is a time in ISO 8601, UTC. */
export function stateOf({ expires_at, revoked_at }: Ends, now: string) {
	const [state, at] = revoked_at
		? (['revoked', revoked_at] as const)
		: ([Date.parse(expires_at) > Date.parse(now) ? 'good' : 'expired', expires_at] as const);
	return { state, day: new Date(at).toISOString().slice(0, 10) };
}
