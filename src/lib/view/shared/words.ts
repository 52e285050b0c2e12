import { m } from '../../paraglide/messages.js';
import type { GoalState, Grade } from '../../record/vocabulary.ts';
import type { Outcome } from '../organization/due.ts';
import type { DeliveryRecord } from '../../scoring/types.ts';

/** The name of a grade, or that there is none yet. */
export function gradeName(grade: Grade | null): string {
	return grade === null ? m.grade_none() : m.grade_name({ grade: `${grade}` });
}

/** "Delivered on", "Split on" …: how a closing is spoken of. */
export function closedWord(state: Exclude<GoalState, 'open'>): string {
	return m.closed_word({ state });
}

/** What stands beside a delivery rate: "3 of 5 on time", or "0 due" where there is none. */
export function dueWords({ rate, n, on_time }: DeliveryRecord): string {
	if (rate === null) return m.scorecard_due({ count: n });
	return m.scorecard_on_time({ count: String(on_time), due: String(n) });
}

/** What became of a goal that was due. Who transcribes knows only what was found. */
export function outcomeWord(outcome: Outcome, transcribed: boolean): string {
	if (transcribed && outcome === 'not_delivered') return m.outcome_not_found();
	return m.scorecard_outcome({ outcome });
}

/** What a scope of an access token lets be done. */
export function scopeWords(scope: string): string {
	return m.tokens_scope({ scope: scope === 'updates:submit' ? 'submit' : 'draft' });
}
