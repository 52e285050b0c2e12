import { m } from '../../paraglide/messages.js';
import type { GoalState, Grade } from '../../record/vocabulary.ts';
import type { DeliveryRecord } from '../../scoring/types.ts';

/** The name of a grade, or that there is none yet. */
export function gradeName(grade: Grade | null): string {
	return grade === null ? m.grade_none() : m.grade_name({ grade: `${grade}` });
}

/** "Delivered on", "Split on" …: how a closing is spoken of. */
export function closedWord(state: Exclude<GoalState, 'open'>): string {
	return m.closed_word({ state });
}

/** What stands beside a delivery rate: "· 5 due", or "0 due" where there is none. */
export function dueWords({ rate, n }: DeliveryRecord): string {
	return rate === null ? m.scorecard_due({ count: n }) : m.scorecard_rate_due({ count: n });
}

/** What a scope of an access token lets be done. */
export function scopeWords(scope: string): string {
	return m.tokens_scope({ scope: scope === 'updates:submit' ? 'submit' : 'draft' });
}
