import { isRunning } from './jobs.ts';
import { isGone, type Import } from './store.ts';

/** Whoever takes an import through touches it several times in this time, in ms. */
const AT_WORK = 30_000;

export type Stage =
	'gone' | 'refused' | 'adding' | 'preview' | 'checking' | 'settling' | 'stopped' | 'settled';

/** What a page shows of an import: before, while and after it is published. */
export function stageOf({
	id,
	state,
	rehearsed,
	touched_at,
	refusal
}: Pick<Import, 'id' | 'state' | 'rehearsed' | 'touched_at' | 'refusal'>): Stage {
	if (isGone(refusal)) return 'gone';
	if (state === 'refused' || state === 'settled' || state === 'adding') return state;
	const atWork = isRunning(id) || Date.now() - Date.parse(touched_at) < AT_WORK;
	if (state === 'settling') return atWork ? 'settling' : 'stopped';
	if (isRunning(id) || (rehearsed > 0 && atWork)) return 'checking';
	return rehearsed > 0 ? 'stopped' : 'preview';
}
