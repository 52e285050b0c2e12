import { m } from '../../paraglide/messages.js';
import { isDay } from '../../record/day.ts';
import { QUARTER_PATTERN } from '../../record/quarter.ts';
import type { DraftKind } from '../../drafts/draft-kind.ts';
import type { Delivery } from '../../drafts/people/notice-form.ts';
import type { Role } from '../../drafts/people/roles.ts';
import { accessName, changesOf, changeWords, type Changes } from './activity-changes.ts';
import { KINDS } from '../kinds/index.ts';
import { longDay } from '../shared/day.ts';
import { quarterName } from '../shared/quarter.ts';
import { scopeWords } from '../shared/words.ts';

/** The activity log in words: what somebody did, without who and to which goal, which stand beside it. */

export type ActivityLine = {
	action: string;
	name: string | null;
	detail: string | null;
	/** What small values were and became, by column; null in lines from before it was kept. */
	changes?: unknown;
};

type Words = (name: string, detail: string, changes: Changes) => string;
const role = (detail: string) => m.form_role({ role: detail as Role });
const delivery = (value: unknown) => m.mail_delivery_name({ delivery: value as Delivery });
/** The address goes with the account that had it. */
const invited = (name: string) => name || m.account_log_forgotten();
const ofDay =
	(words: (inputs: { day: string }) => string): Words =>
	(name) =>
		words({ day: longDay(name) });
/** Of an update, or of a correction where the detail says so. */
const ofUpdate =
	(words: (inputs: { what: 'update' | 'correction'; day: string }) => string): Words =>
	(name, detail) =>
		words({ what: detail === 'correction' ? detail : 'update', day: longDay(name) });
/** With what changed behind it, where that is known. */
const andChanges =
	(words: Words): Words =>
	(name, detail, changes) => {
		const what = words(name, detail, changes);
		const told = changeWords(changes);
		return told ? m.teams_log_with_changes({ what, changes: told }) : what;
	};
/** What a token may do. */
const scopes = (value: unknown) =>
	(Array.isArray(value) ? value : []).map(scopeWords).join(m.list_comma());

type DraftEvent = Parameters<typeof m.draft_log>[0]['event'];
/** Of a draft, whose kind the detail says; it may be of nothing that could be said yet. */
const ofDraft =
	(event: DraftEvent): Words =>
	(name, kind) => {
		const of = QUARTER_PATTERN.test(name) ? quarterName(name) : isDay(name) ? longDay(name) : name;
		// One that is drafted by a newer version of this program, meanwhile.
		if (!(kind in KINDS)) return m.draft_log({ event, what: kind });
		const { draft, published } = KINDS[kind as DraftKind];
		const said = event === 'published' ? published?.(name) : null;
		return said ?? m.draft_log({ event, what: draft(of) });
	};

/** By the action as the database writes it: table and event. */
export const ACTIVITY: Record<string, Words> = {
	'goals.created': () => m.teams_log_goal_created(),
	'goals.changed': andChanges(() => m.teams_log_goal_changed()),
	'goals.published': () => m.teams_log_goal_published(),
	'goals.deleted': (name) => m.teams_log_goal_deleted({ name }),
	'progress_updates.created': ofUpdate(m.teams_log_update_created),
	'progress_updates.changed': andChanges(ofUpdate(m.teams_log_update_changed)),
	'progress_updates.submitted': ofUpdate(m.teams_log_update_submitted),
	'progress_updates.taken_back': ofUpdate(m.teams_log_update_taken_back),
	'progress_updates.returned': ofUpdate(m.teams_log_update_returned),
	'progress_updates.published': ofUpdate(m.teams_log_update_published),
	'progress_updates.deleted': ofUpdate(m.teams_log_update_deleted),
	'update_comments.created': ofDay(m.teams_log_commented),
	'drafts.created': ofDraft('created'),
	'drafts.changed': andChanges(ofDraft('changed')),
	'drafts.submitted': ofDraft('submitted'),
	'drafts.taken_back': ofDraft('taken_back'),
	'drafts.returned': ofDraft('returned'),
	'drafts.published': ofDraft('published'),
	'drafts.deleted': ofDraft('deleted'),
	'evidence_files.created': (name) => m.files_log_uploaded({ name }),
	'invitations.created': (name, detail) =>
		m.teams_log_invited({ name: invited(name), role: role(detail) }),
	'invitations.revoked': (name) => m.teams_log_invitation_revoked({ name: invited(name) }),
	'memberships.created': (name, detail) => m.teams_log_joined({ name, role: role(detail) }),
	'memberships.returned': (name, detail) => m.teams_log_taken_back({ name, role: role(detail) }),
	'memberships.role_changed': (name, detail, { role: changed }) =>
		changed
			? m.teams_log_role_moved({ name, before: role(String(changed[0])), role: role(detail) })
			: m.teams_log_role_changed({ name, role: role(detail) }),
	'memberships.access_changed': (name, _, { review_access: changed }) =>
		changed
			? m.teams_log_access_moved({
					name,
					before: accessName(changed[0]),
					access: accessName(changed[1])
				})
			: m.teams_log_access_changed({ name }),
	'memberships.changed': andChanges((name) => m.teams_log_member_changed({ name })),
	'memberships.removed': (name) => m.teams_log_removed({ name }),
	'teams.created': (name) => m.teams_log_team_created({ name }),
	'teams.changed': (name, detail) => m.teams_log_team_renamed({ name, before: detail }),
	'teams.deleted': (name) => m.teams_log_team_deleted({ name }),
	'team_members.created': (name, team) => m.teams_log_team_joined({ name, team }),
	'team_members.deleted': (name, team) => m.teams_log_team_left({ name, team }),
	'goal_owners.created': (name) => m.teams_log_owner_added({ name }),
	'goal_owners.deleted': (name) => m.teams_log_owner_removed({ name }),
	'notice_preferences.changed': (name, _, { delivery: changed }) =>
		changed && changed[0] !== null
			? m.mail_log_moved({ before: delivery(changed[0]), delivery: delivery(changed[1]) })
			: m.mail_log({ delivery: name as Delivery }),
	'access_tokens.created': (name, _, { scopes: changed }) =>
		changed
			? m.tokens_log_created_for({ name, scopes: scopes(changed[1]) })
			: m.tokens_log_created({ name }),
	'access_tokens.revoked': (name, owner, { scopes: changed }) =>
		changed
			? m.tokens_log_revoked_for({ name, owner, scopes: scopes(changed[0]) })
			: m.tokens_log_revoked({ name, owner }),
	'access_tokens.used': (name, file) =>
		file ? m.tokens_log_used_for_file({ name, file }) : m.tokens_log_used({ name }),
	'organization.amended': (name) =>
		m.teams_log_rule({ enforced: name === 'true' ? 'true' : 'false' }),
	'record.imported': (name) => m.teams_log_imported({ count: Number(name) })
};

/** What a line says was done; an action without words of its own is shown as it is written. */
export function activityWords({ action, name, detail, changes }: ActivityLine): string {
	return ACTIVITY[action]?.(name ?? '', detail ?? '', changesOf(changes)) ?? action;
}
