import { effectOf, type Effect, type WouldBe } from '../../view/effect.ts';
import { organization } from '../record.ts';
import { today } from '../today.ts';

/**
 * What the entries would do to the organization's scores of today. Null where it cannot be said: the
 * record as last read lacks what they follow from.
 */
export async function effect(slug: string, wouldBe: readonly WouldBe[]): Promise<Effect | null> {
	const recorded = await organization(slug);
	if (!recorded) return null;
	try {
		return effectOf(recorded, wouldBe, today());
	} catch {
		return null;
	}
}
