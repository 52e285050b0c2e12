import { error } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import { organizationAt } from '../../record/fold.ts';
import { organization, record, refreshRecord } from '../record.ts';
import { requireRole } from '../session.ts';

/** The leader, with the organization as it stood at a position of the record: the last, unless given. */
export async function requireRecorded(position?: number) {
	const { client, member } = await requireRole('leader');
	await refreshRecord();
	const [found, { seq }] = [await organization(member.organization.slug), await record()];
	if (!found) error(409, m.certify_no_record());
	const at = position ?? seq;
	const recorded = at <= seq ? organizationAt(found, at) : undefined;
	if (!recorded) error(409, m.certify_refused_record_grew());
	return { client, member, recorded, position: at };
}
export type Recorded = Awaited<ReturnType<typeof requireRecorded>>;
