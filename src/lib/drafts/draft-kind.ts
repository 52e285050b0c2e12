import type { EntryKind } from '../record/entries.ts';

/** The kinds that are drafted as drafts: those of other subjects have tables or forms of their own. */
export type DraftKind =
	| 'goal.closed'
	| 'goal.revised'
	| Exclude<EntryKind, `${'organization' | 'goal' | 'progress'}.${string}`>;
