import { randomUUID } from 'node:crypto';
import { action } from '$lib/server/http/form.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import { certifyDrafts, storeCertificate } from '$lib/server/drafts/certify-page.ts';
import { choices } from '$lib/server/drafts/certify.ts';
import { requireRecorded } from '$lib/server/drafts/require-recorded.ts';
import { blankCertification } from '$lib/drafts/kinds/certify-form.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member, recorded, unread } = await requireRecorded();
	const quarters = choices(recorded);
	const open = quarters.find(({ certified_on }) => certified_on === null) ?? quarters[0];
	const before = recorded.certified.findLast(({ certifier }) => certifier.name === member.name);
	const drafts = await certifyDrafts({ client, member });
	return {
		unread,
		transcribed: recorded.registered.kept_by === 'transcriber',
		choices: quarters,
		rule: member.organization.two_person_rule ?? false,
		drafts: listPages(url)('drafts', drafts),
		stored: blankCertification({
			draft: randomUUID(),
			period: open?.period ?? '',
			today: today(),
			name: member.name,
			office: member.office ?? before?.certifier.office ?? ''
		})
	};
};

export const actions: Actions = {
	save: action(
		() => requireRole('leader'),
		async (_, form) => storeCertificate(form, await requireRecorded(), null)
	)
};
