import type { Unrecorded } from '../../record/entries.ts';
import { unreadFrom } from '../../record/all-entries.ts';
import { scoreEffectOf, type ScoreEffect } from '../../view/workspace/score-effect.ts';
import { organization } from '../record/record.ts';
import { today } from '../record/today.ts';

/**
 * What the entries would do to the organization's scores of today. Where that cannot be said, the entry
 * that this server cannot read, or null: the record as last read lacks what they follow from.
 */
export async function scoreEffect(
	slug: string,
	wouldBe: readonly Unrecorded[]
): Promise<ScoreEffect | { unread: number } | null> {
	const recorded = await organization(slug);
	if (!recorded) return null;
	const unread = unreadFrom(recorded);
	if (unread !== null) return { unread };
	try {
		return scoreEffectOf(recorded, wouldBe, today());
	} catch {
		return null;
	}
}
