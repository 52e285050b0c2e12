import type { GoalScore } from './types.ts';

/** What a goal adds to E for each point of its weight, 0–1: s′·v·f, where the method has a v. */
export function evidencedShare({
	supported,
	evidence,
	fresh
}: Pick<GoalScore, 'supported' | 'evidence' | 'fresh'>): number {
	return supported * (evidence ?? 1) * fresh;
}
