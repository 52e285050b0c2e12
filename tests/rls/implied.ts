/**
 * Conditions of policies that say nothing which something else does not say as well: without them nothing
 * more gets through. Weakening any other condition is noticed; that of one of these must not be.
 */

const NOT_GRANTED = 'nobody is granted to insert the column (COLUMNS in matrix.ts)';
const ASKED_THERE = 'can_edit_update() or can_edit_draft() asks it too';
const SEEN_IMPORTS = 'the imports that it looks among are those which the reader may see';

const unpublished = 'check: (published_seq IS NULL) → true';
export const IMPLIED: Record<string, string> = {
	[`goals · leaders_draft_goals · ${unpublished}`]: NOT_GRANTED,
	[`progress_updates · teams_draft_updates · ${unpublished}`]: NOT_GRANTED,
	'update_comments · teams_comment · check: (NOT returns) → true': NOT_GRANTED,
	["import_steps · leaders_see_import_steps · using: (private.role_in(i.organization_id) = 'leader'::text) → true"]:
		SEEN_IMPORTS,
	'progress_updates · teams_delete_draft_updates · using: (published_seq IS NULL) → true':
		ASKED_THERE,
	'progress_updates · teams_edit_draft_updates · using: (published_seq IS NULL) → true':
		ASKED_THERE,
	"progress_updates · teams_edit_draft_updates · using: (status <> 'submitted'::text) → true":
		ASKED_THERE,
	"progress_updates · teams_delete_draft_updates · using: (status <> 'submitted'::text) → true":
		ASKED_THERE,
	'drafts · members_edit_drafts · using: (published_seq IS NULL) → true': ASKED_THERE,
	'drafts · members_discard_drafts · using: (published_seq IS NULL) → true': ASKED_THERE,
	"drafts · members_edit_drafts · using: (status <> 'submitted'::text) → true": ASKED_THERE,
	"drafts · members_discard_drafts · using: (status <> 'submitted'::text) → true": ASKED_THERE
};
