import { error } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import { organizationAt } from '../../record/fold.ts';
import { unreadFrom } from '../../record/all-entries.ts';
import { organization, record, refreshRecord } from '../record/record.ts';
import { requireRole } from '../people/session.ts';

/**
 * The leader, with the organization as it stood at a position of the record: the last, unless given.
 * `unread` is the first entry up to there that this server cannot read, so that it computes nothing.
 */
export async function requireRecorded(position?: number) {
	const { client, member } = await requireRole('leader');
	await refreshRecord();
	const [found, { seq }] = [await organization(member.organization.slug), await record()];
	if (!found) error(409, m.certify_no_record());
	const at = position ?? seq;
	const recorded = at <= seq ? organizationAt(found, at) : undefined;
	if (!recorded) error(409, m.certify_refused_record_grew());
	return { client, member, recorded, position: at, unread: unreadFrom(recorded) };
}
export type Recorded = Awaited<ReturnType<typeof requireRecorded>>;
