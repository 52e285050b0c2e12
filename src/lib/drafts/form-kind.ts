import type { z } from 'zod';

/** What the pages that drafts of many kinds share ask of one kind's form. Every field is a text. */

/** By the names of fields. */
export type Texts = Record<string, string>;
/** With the draft's id, of a new one too, and the version that was edited; blank for a new one. */
export type DraftTyped = Texts & { draft: string; seen: string };

export type FormKind = {
	/** Who drafts it: the leaders, who stand behind it by two, or one reviewer alone. */
	by: 'leader' | 'reviewer';
	/** The fields that say what it is of, which an address gives and nobody types; its subject by SQL. */
	of: readonly string[];
	/** The fields that are filled in, as they are when nothing is. */
	blank: (today: string) => Texts;
	/** All fields as they were filled in for what is stored, whatever that is. */
	typed: (facts: unknown) => Texts;
	/** Makes the facts of an entry of what was typed. */
	form: (today: string) => z.ZodType<object>;
	/** What the fields are called. */
	labels: () => Texts;
};
