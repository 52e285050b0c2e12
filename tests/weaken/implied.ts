/** Conditions without which nothing more gets through, and why. Weakening any other one must be noticed. */
export const IMPLIED: Record<string, string> = {
	'public.accept_invitation · invitation_revoked · exists (select from public.memberships m where m.organization_id = invitation.organization_id and m.user_id = (select auth.uid()) and m.removed_at >= invitation.created_at)':
		'withdraw_invitations() has withdrawn it when its guest was removed',
	"public.save_progress_update · file_missing · exists (select from jsonb_array_elements(evidence) as item where item #>> '{file,sha256}' is not null and not exists (select from public.evidence_files f where f.organization_id = organization and f.sha256 = item #>> '{file,sha256}'))":
		'hold_file_still() asks it of each item',
	'private.hold_file_still · file_missing · not exists (select from public.evidence_files f where f.organization_id = new.organization_id and f.sha256 = new.file_sha256)':
		'save_progress_update() asks first, and the foreign key last',
	'public.take_back_progress_update · not_submitted.take_back · private.role_in(u.organization_id) is null':
		'who has no role has no membership, and only what was imported, which is published, has no author'
};
