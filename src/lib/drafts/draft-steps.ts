/** How a draft that leaders see goes on: submitted by one of them, published by another. */

type Person = { id: string; name: string };
/** A draft as far as it matters who has done what with it. */
export type Standing = {
	status: string;
	author: Person;
	/** Who submitted it; null unless it waits. */
	submitter: Person | null;
	editors: readonly string[];
};

/** What a leader may do with a draft; `confirm` is to publish what another submitted, by their own name. */
export type Steps = {
	edit: boolean;
	submit: boolean;
	publish: boolean;
	confirm: boolean;
	takeBack: boolean;
	return: boolean;
};

/** What the author of a draft that nobody else sees may do with it. */
export const AUTHORS_STEPS: Steps = {
	edit: true,
	submit: false,
	publish: true,
	confirm: false,
	takeBack: false,
	return: false
};

/** The database has the last word. `rule`: whether the two-person rule is on. */
export function stepsOf(draft: Standing, member: string, rule: boolean): Steps {
	const waits = draft.status === 'submitted';
	const submitted = draft.submitter?.id === member;
	const author = draft.author.id === member;
	const wrote = submitted || author || draft.editors.includes(member);
	const may = !(rule && wrote);
	return {
		edit: !waits,
		// Without the rule its author publishes it at once; another leader stands behind it first.
		submit: !waits && (rule || !author),
		publish: may && (waits ? submitted : author),
		confirm: may && waits && !submitted,
		takeBack: submitted,
		return: waits && !submitted
	};
}

/** In the order of lists: first what is the member's to do. */
export const DRAFT_STATES = ['theirs', 'declined', 'draft', 'mine'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** What a list says of a draft: what it is, whose, why it was returned, and its page below the workspace's address. */
export type DraftLine = {
	id: string;
	what: string;
	name: string;
	state: DraftState;
	comment: string | null;
	page: string;
	subject: string;
	/** Whether the member had a hand in it. */
	own: boolean;
	/** When the goal that it is about is due, where a list says so. */
	due?: string | null;
};

/** Where a draft stands for a member: whether it waits for them, for others, or to be gone on with. */
export function stateOf(draft: Standing, member: string): DraftState {
	if (draft.status === 'returned') return 'declined';
	if (draft.status !== 'submitted') return 'draft';
	return draft.submitter?.id === member ? 'mine' : 'theirs';
}
