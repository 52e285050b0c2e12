import { m } from '../paraglide/messages.js';

/** What a page says after a redirect. The address carries only the name: a link cannot put words here. */
export const FLASH_MESSAGES = {
	welcome: m.notice_welcome,
	'signed-out-everywhere': m.account_signed_out_everywhere,
	'account-deleted': m.account_deleted,
	'address-changed': m.account_address_changed,
	'draft-saved': m.notice_draft_saved,
	'goal-deleted': m.notice_goal_deleted,
	'update-deleted': m.notice_update_deleted,
	'review-deleted': m.notice_review_deleted,
	'draft-discarded': m.notice_draft_discarded,
	'update-submitted': m.flow_notice_submitted,
	'update-taken-back': m.flow_notice_taken_back,
	'update-returned': m.flow_notice_returned,
	'update-is-submitted': m.flow_notice_is_submitted,
	commented: m.flow_notice_commented,
	'certification-proposed': m.cert2_notice_proposed,
	'certification-declined': m.cert2_notice_declined,
	'draft-taken-back': m.draft_notice_taken_back,
	'draft-proposed': m.draft_proposed_notice,
	'draft-returned': m.closing_notice_returned,
	'closing-proposed': m.closing_notice_proposed,
	'closing-returned': m.closing_notice_returned,
	'revision-proposed': m.revision_notice_proposed,
	'revision-returned': m.revision_notice_returned
} as const;

/** The message that an address names; null for none and for unknown names. */
export function flashMessage(name: string | null): string | null {
	return name !== null && Object.hasOwn(FLASH_MESSAGES, name)
		? FLASH_MESSAGES[name as keyof typeof FLASH_MESSAGES]()
		: null;
}
