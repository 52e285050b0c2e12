/**
 * Who may do what: role × table × verb, and role × function. Every table and every function of the
 * public schema has a row here, or the suite fails.
 */

export const ROLES = [
	'anonymous',
	/** A leader of another organization. */
	'stranger',
	'removed',
	'reviewer',
	'contributor',
	'leader',
	/** Whoever runs the instance: the service role. */
	'operator'
] as const;
export type RoleName = (typeof ROLES)[number];

/**
 * Which rows of the organization under test a request reaches. `denied`: the role has no such right on
 * the table at all; `none`: it has, but reaches no row; `drafts`: whatever is not published; `own`: drafts it
 * wrote itself; `draft`: those of others; `team`: those that the team sees.
 */
export type Reach =
	| 'denied'
	| 'none'
	| 'all'
	| 'drafts'
	| 'draft'
	| 'own'
	| 'published'
	| 'draft and team'
	| 'published and team'
	| 'published and draft and team'
	| 'published and team and own';
/** For an insert, whether the most plausible row is taken. `refused`: by row-level security. */
export type Insert = 'denied' | 'refused' | 'ok';

export type TableRow = Record<
	RoleName,
	{ select: Reach; insert: Insert; update: Reach; delete: Reach }
>;

const cell = (select: Reach, insert: Insert, update: Reach, remove: Reach) => ({
	select,
	insert,
	update,
	delete: remove
});
const nothing = cell('denied', 'denied', 'denied', 'denied');
const reads = cell('all', 'denied', 'denied', 'denied');

/** Everyone reads, nobody writes: publishing is by function only. */
const publicTable: TableRow = {
	anonymous: reads,
	stranger: reads,
	removed: reads,
	reviewer: reads,
	contributor: reads,
	leader: reads,
	operator: reads
};

/** Members read; what is written comes from functions. */
const membersRead: TableRow = {
	anonymous: nothing,
	stranger: cell('none', 'denied', 'denied', 'denied'),
	removed: cell('none', 'denied', 'denied', 'denied'),
	reviewer: reads,
	contributor: reads,
	leader: reads,
	operator: reads
};

/** Leaders among themselves; what is written comes from functions. */
const leadersRead: TableRow = {
	...membersRead,
	reviewer: cell('none', 'denied', 'denied', 'denied'),
	contributor: cell('none', 'denied', 'denied', 'denied')
};

/** Members read, leaders draft. */
const leadersDraft: TableRow = {
	anonymous: nothing,
	stranger: cell('none', 'refused', 'none', 'none'),
	removed: cell('none', 'refused', 'none', 'none'),
	reviewer: cell('all', 'refused', 'none', 'none'),
	contributor: cell('all', 'refused', 'none', 'none'),
	leader: cell('all', 'ok', 'drafts', 'drafts'),
	operator: reads
};

/** Members read, leaders add and remove. */
const leadersAdd: TableRow = {
	anonymous: nothing,
	stranger: cell('none', 'refused', 'denied', 'none'),
	removed: cell('none', 'refused', 'denied', 'none'),
	reviewer: cell('all', 'refused', 'denied', 'none'),
	contributor: cell('all', 'refused', 'denied', 'none'),
	leader: cell('all', 'ok', 'denied', 'all'),
	operator: reads
};

/** Members read, leaders add, change and remove. */
const leadersManage: TableRow = {
	...leadersDraft,
	leader: cell('all', 'ok', 'all', 'all')
};

export const TABLES: Record<string, TableRow> = {
	organizations: publicTable,
	record_entries: publicTable,
	memberships: {
		anonymous: nothing,
		stranger: cell('none', 'denied', 'none', 'denied'),
		removed: cell('none', 'denied', 'none', 'denied'),
		// Not who was removed.
		reviewer: cell('published', 'denied', 'none', 'denied'),
		contributor: cell('all', 'denied', 'none', 'denied'),
		leader: cell('all', 'denied', 'all', 'denied'),
		operator: reads
	},
	invitations: {
		anonymous: nothing,
		stranger: cell('none', 'denied', 'none', 'denied'),
		removed: cell('none', 'denied', 'none', 'denied'),
		reviewer: cell('none', 'denied', 'none', 'denied'),
		contributor: cell('none', 'denied', 'none', 'denied'),
		leader: cell('all', 'denied', 'all', 'denied'),
		operator: nothing
	},
	goals: leadersDraft,
	goal_drafts: leadersManage,
	progress_updates: {
		...leadersDraft,
		contributor: cell('all', 'ok', 'own', 'own')
	},
	evidence: {
		anonymous: nothing,
		stranger: cell('none', 'refused', 'denied', 'none'),
		removed: cell('none', 'refused', 'denied', 'none'),
		reviewer: cell('all', 'refused', 'denied', 'none'),
		contributor: cell('all', 'ok', 'denied', 'own'),
		leader: cell('all', 'ok', 'denied', 'drafts'),
		operator: reads
	},
	evidence_files: {
		...membersRead,
		// Those of the evidence that they may see: here the published one.
		reviewer: cell('published', 'denied', 'denied', 'denied')
	},
	update_comments: {
		anonymous: nothing,
		stranger: cell('none', 'refused', 'denied', 'denied'),
		removed: cell('none', 'refused', 'denied', 'denied'),
		reviewer: cell('none', 'refused', 'denied', 'denied'),
		contributor: cell('all', 'ok', 'denied', 'denied'),
		leader: cell('all', 'ok', 'denied', 'denied'),
		operator: reads
	},
	// Reviews: the draft is the reviewer's own; the organization does not see that there is one. Revisions: the team
	// sees them, and reviewers as their access goes.
	drafts: {
		anonymous: nothing,
		stranger: cell('none', 'refused', 'none', 'none'),
		removed: cell('none', 'refused', 'none', 'none'),
		reviewer: cell('published and team and own', 'ok', 'own', 'own'),
		contributor: cell('published and team', 'refused', 'none', 'none'),
		leader: cell('published and draft and team', 'ok', 'draft and team', 'draft and team'),
		operator: reads
	},
	draft_comments: leadersRead,
	// What is not public yet is the leaders' alone; what is written comes from functions.
	imports: leadersRead,
	import_steps: leadersRead,
	teams: leadersManage,
	team_members: leadersAdd,
	goal_owners: leadersAdd,
	// Whatever the role, each member has their own; the rows here are the contributor's.
	autosaves: {
		anonymous: nothing,
		stranger: cell('none', 'refused', 'none', 'none'),
		removed: cell('none', 'refused', 'none', 'none'),
		reviewer: cell('none', 'ok', 'none', 'none'),
		contributor: cell('all', 'ok', 'all', 'all'),
		leader: cell('none', 'ok', 'none', 'none'),
		operator: nothing
	},
	// The contributor's too. By the mailer's functions alone does a member's choice reach anybody else.
	notice_preferences: {
		anonymous: nothing,
		stranger: cell('none', 'refused', 'none', 'denied'),
		removed: cell('none', 'refused', 'none', 'denied'),
		reviewer: cell('none', 'ok', 'none', 'denied'),
		contributor: cell('all', 'ok', 'all', 'denied'),
		leader: cell('none', 'ok', 'none', 'denied'),
		operator: reads
	},
	notices: {
		anonymous: nothing,
		stranger: nothing,
		removed: nothing,
		reviewer: nothing,
		contributor: nothing,
		leader: nothing,
		operator: reads
	},
	// Everybody's own, and of all to a leader; made by a function, and for good once revoked.
	access_tokens: {
		anonymous: nothing,
		stranger: cell('none', 'denied', 'none', 'denied'),
		removed: cell('none', 'denied', 'none', 'denied'),
		reviewer: cell('none', 'denied', 'none', 'denied'),
		contributor: cell('own', 'denied', 'own', 'denied'),
		leader: cell('all', 'denied', 'all', 'denied'),
		operator: nothing
	},
	activity: {
		...membersRead,
		reviewer: cell('none', 'denied', 'denied', 'denied'),
		// Not who was invited, nor the tokens of others.
		contributor: cell('published', 'denied', 'denied', 'denied')
	}
};

/**
 * Objects of the bucket `evidence`: of a published file, of one that only a redacted item names, of a
 * draft's, of one that no item names, and one of which nothing is known. `adds`: whether another is taken.
 */
export type Held = 'published' | 'redacted' | 'draft' | 'unused' | 'unknown';
export type BucketRow = { reads: Held[]; adds: boolean; replaces: false; removes: Held[] };

const outsider: BucketRow = { reads: ['published'], adds: false, replaces: false, removes: [] };
const team: BucketRow = {
	reads: ['published', 'redacted', 'draft', 'unused', 'unknown'],
	adds: true,
	replaces: false,
	removes: ['unknown']
};
export const EVIDENCE_BUCKET: Record<
	Exclude<RoleName, 'operator'> | 'reviewer with full access',
	BucketRow
> = {
	anonymous: outsider,
	stranger: outsider,
	removed: outsider,
	/** With access to what is public. */
	reviewer: outsider,
	'reviewer with full access': { ...outsider, reads: ['published', 'redacted', 'draft'] },
	contributor: team,
	leader: team
};

/** The columns that the signed-in may set, where the table lets them at all. */
export const COLUMNS: Record<string, { insert?: string; update?: string }> = {
	memberships: { update: 'removed_at review_access role' },
	invitations: { update: 'revoked_at' },
	access_tokens: { update: 'revoked_at' },
	goals: { insert: 'area created_by key organization_id', update: 'area key' },
	goal_drafts: {
		insert:
			'condition_text condition_threshold criteria effective_on goal_id organization_id outlook source statement target_basis target_note target_on target_within title translation',
		update:
			'condition_text condition_threshold criteria effective_on outlook source statement target_basis target_note target_on target_within title translation updated_at'
	},
	progress_updates: {
		insert:
			'corrects_id created_by effective_on goal_id grade id key met narrative organization_id source translation',
		update: 'effective_on grade met narrative source translation updated_at'
	},
	drafts: { insert: 'created_by facts id kind organization_id', update: 'facts updated_at' },
	teams: { insert: 'created_by name organization_id', update: 'name' },
	team_members: { insert: 'membership_id organization_id team_id' },
	goal_owners: { insert: 'goal_id membership_id organization_id team_id' },
	update_comments: { insert: 'body created_by organization_id update_id' },
	autosaves: {
		insert: 'form membership_id organization_id title typed',
		update: 'saved_at title typed'
	},
	notice_preferences: {
		insert: 'delivery language membership_id organization_id',
		update: 'delivery language updated_at'
	},
	evidence: {
		insert:
			'archived_url criteria file_name file_sha256 kind organization_id position redaction_category redaction_description sha256 title update_id url visibility'
	}
};

/** What a call answers: `ok`, `denied` where the role may not call it at all, or the refusal's code. */
export type FunctionRow = Record<RoleName, string>;

const byMembers = (
	leader: string,
	contributor: string,
	others = 'not_allowed',
	reviewer = others
): FunctionRow => ({
	anonymous: 'denied',
	stranger: others,
	removed: others,
	reviewer,
	contributor,
	leader,
	operator: 'denied'
});
const byOperator: FunctionRow = {
	anonymous: 'denied',
	stranger: 'denied',
	removed: 'denied',
	reviewer: 'denied',
	contributor: 'denied',
	leader: 'denied',
	operator: 'ok'
};
const leadersOnly = byMembers('ok', 'not_allowed');
/** Whoever runs the instance goes on with what a leader began. */
const byImporters: FunctionRow = { ...leadersOnly, operator: 'ok' };
/** For the server, on behalf of whoever has a token: nobody else comes without being signed in. */
const byToken: FunctionRow = { ...byMembers('denied', 'denied', 'denied'), anonymous: 'ok' };

export const FUNCTIONS: Record<string, FunctionRow> = {
	create_invitation: leadersOnly,
	invitation_details: { ...byMembers('ok', 'ok', 'ok'), anonymous: 'ok' },
	accept_invitation: byMembers('invitation_unknown', 'invitation_unknown', 'invitation_unknown'),
	publish_goal: leadersOnly,
	publish_goals: leadersOnly,
	publish_progress_update: leadersOnly,
	submit_progress_update: byMembers('ok', 'ok', 'not_editable'),
	take_back_progress_update: byMembers('not_submitted', 'ok', 'not_submitted'),
	return_progress_update: leadersOnly,
	save_draft: leadersOnly,
	preview_draft: byMembers('ok', 'ok', 'not_found', 'ok'),
	submit_draft: byMembers('ok', 'not_editable', 'not_editable'),
	take_back_draft: byMembers('ok', 'not_submitted', 'not_submitted'),
	return_draft: leadersOnly,
	discard_draft: byMembers('ok', 'not_editable', 'not_editable'),
	publish_drafts: leadersOnly,
	drafts_of_former_role: byMembers('ok', 'ok', 'ok', 'ok'),
	set_two_person_rule: byMembers('too_few_leaders', 'not_allowed'),
	begin_import: leadersOnly,
	add_import_steps: byImporters,
	rehearse_import: byImporters,
	publish_import: byImporters,
	settle_import: byImporters,
	forget_import: byImporters,
	create_goal: leadersOnly,
	save_draft_goal: byMembers('ok', 'not_editable', 'not_editable'),
	save_progress_update: byMembers('ok', 'ok', 'not_allowed'),
	hold_file: byMembers('ok', 'ok'),
	forget_unused_files: byMembers('ok', 'ok'),
	autosave: byMembers('ok', 'ok', 'not_allowed', 'ok'),
	create_access_token: byMembers('ok', 'ok'),
	posted_update: byToken,
	post_progress_update: byToken,
	expect_file: byToken,
	hold_posted_file: byToken,
	import_drafts: byMembers('ok', 'ok', 'unknown_goal', 'not_allowed'),
	// Outsiders find none.
	member_addresses: byMembers('ok', 'ok', 'ok'),
	choose_notices: byMembers('ok', 'ok', 'not_allowed', 'ok'),
	notice_link: { ...byMembers('ok', 'ok', 'ok'), anonymous: 'ok' },
	stop_notices: { ...byMembers('ok', 'ok', 'ok'), anonymous: 'ok' },
	queue_due_notices: byOperator,
	claim_notices: byOperator,
	hand_over_notices: byOperator,
	confirm_notices: byOperator,
	refuse_notices: byOperator,
	uncertain_notices: byOperator,
	needs_set_up: byOperator,
	operator_begin_import: byOperator,
	operator_set_up: { ...byOperator, operator: 'set_up_already' },
	operator_add_member: byOperator,
	count_tries: byOperator,
	forget_tries: byOperator,
	account_of: byOperator,
	account_of_link: byOperator,
	delete_account: { ...byOperator, operator: 'unknown_person' },
	change_my_details: byMembers('ok', 'ok', 'not_allowed', 'ok')
};
