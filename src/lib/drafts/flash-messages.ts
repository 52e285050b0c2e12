import { m } from '../paraglide/messages.js';

/** What a page says after a redirect. The address carries only the name: a link cannot put words here. */
export const FLASH_MESSAGES = {
	welcome: m.notice_welcome,
	'signed-out-everywhere': m.account_signed_out_everywhere,
	'account-deleted': m.account_deleted,
	'address-changed': m.account_address_changed,
	'draft-saved': m.notice_draft_saved,
	'goals-published': m.notice_goals_published,
	'owner-not-named': m.notice_owner_not_named,
	'goal-deleted': m.notice_goal_deleted,
	'update-deleted': m.notice_update_deleted,
	'review-deleted': m.notice_review_deleted,
	'draft-discarded': m.notice_draft_discarded,
	'update-submitted': m.flow_notice_submitted,
	'update-taken-back': m.flow_notice_taken_back,
	'update-returned': m.flow_notice_returned,
	'update-is-submitted': m.flow_notice_is_submitted,
	commented: m.flow_notice_commented,
	'draft-proposed': m.draft_notice_submitted,
	'draft-returned': m.draft_notice_returned,
	'draft-taken-back': m.draft_notice_taken_back
} as const;

/** The address of a page with the message that it shall say. */
export const saying = (path: string, message: keyof typeof FLASH_MESSAGES) =>
	`${path}?notice=${message}`;

/** The message that an address names; null for none and for unknown names. */
export function flashMessage(name: string | null): string | null {
	return name !== null && Object.hasOwn(FLASH_MESSAGES, name)
		? FLASH_MESSAGES[name as keyof typeof FLASH_MESSAGES]()
		: null;
}
