import type { Unrecorded } from '../../src/lib/record/entries.ts';
import type { World } from '../support/world.ts';

/** What is tried of every kind that is drafted as drafts; tests/faults/scenarios.test.ts walks them. */
export type Scenario = {
	/** Who of the world drafts it and publishes it. Nobody else does either. */
	by: 'leader' | 'contributor' | 'reviewer';
	/** Facts that can be published, of something that nothing was said of yet. Its entry says all of them. */
	valid: (world: World) => Promise<object>;
	/** Whose record it is, where it is not acme's. */
	organization?: (world: World) => Promise<string>;
	refused: readonly Refused[];
	/** Entries that are whole: with all that they may have, and with no more than they must. */
	entries: readonly Unrecorded[];
};

/** A refusal's code, and what leads to it: the preparations are awaited, then it is saved and published. */
export type Refused = [code: string, what: string, prepare: (world: World) => Promise<Tried>];

export type Tried = {
	facts: object;
	/** The scenario's, unless it says otherwise. */
	organization?: string;
};
