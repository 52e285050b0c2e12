import type { Role } from './people/roles.ts';

/**
 * An update on its way to the public: a draft, submitted to the leaders, or returned by one of them with
 * a comment. The database has the last word on each step; this says which to offer.
 */

export type Status = 'draft' | 'submitted' | 'returned';

type Member = { id: string; role: Role };
type OnItsWay = {
	status: string;
	author: { id: string } | null;
	/** The memberships that ever reworded it, its author's aside. */
	editors: readonly string[];
};

export type Steps = {
	edit: boolean;
	submit: boolean;
	takeBack: boolean;
	sendBack: boolean;
	publish: boolean;
	/** Why a leader cannot publish it: it is not submitted, or two people must stand behind it. */
	blocked: 'not_submitted' | 'second_person' | null;
};

/** What a member may do with an update that is not published; `rule` is the two-person rule. */
export function stepsOf(update: OnItsWay, member: Member, rule: boolean): Steps {
	const leads = member.role === 'leader';
	const submitted = update.status === 'submitted';
	const mine = update.author?.id === member.id;
	const wrote = mine || update.editors.includes(member.id);
	const edit = !submitted && (leads || (mine && member.role === 'contributor'));
	const publish = leads && (submitted || mine) && !(rule && wrote);
	return {
		edit,
		submit: edit && !publish,
		takeBack: submitted && mine,
		sendBack: leads && submitted && !mine,
		publish,
		blocked: !leads || publish ? null : rule && wrote ? 'second_person' : 'not_submitted'
	};
}

/** Whether whoever writes an update hands it to somebody else, instead of publishing it. */
export function submits(member: Member, rule: boolean): boolean {
	return member.role !== 'leader' || rule;
}

/** The updates on their way that wait for a member, those that they go on writing, and theirs that wait for a leader. */
export function waitingFor<U extends OnItsWay>(
	updates: readonly U[],
	member: Member,
	rule: boolean
): Record<'returned' | 'approval' | 'own' | 'submitted', U[]> {
	const mine = updates.filter(({ author }) => author?.id === member.id);
	const waits = (update: U) =>
		update.status === 'submitted' && !stepsOf(update, member, rule).publish;
	return {
		returned: mine.filter(({ status }) => status === 'returned'),
		approval: updates.filter((update) => {
			const { publish, sendBack } = stepsOf(update, member, rule);
			return update.status === 'submitted' && (publish || sendBack) && !mine.includes(update);
		}),
		own: mine.filter((update) => update.status !== 'returned' && !waits(update)),
		submitted: mine.filter(waits)
	};
}
