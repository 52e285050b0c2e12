import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { storedEntries } from '$lib/server/record/record.ts';
import { certifiedPeriod, certifiedWeakened } from '$lib/view/certified/certified.ts';
import { quarterName } from '$lib/view/shared/quarter.ts';
import { pictured } from '../../card-file.ts';
import { missing, organizationOr404 } from '../../load.ts';
import type { PageServerLoad } from './$types';

/** A permanent address: it shows all that was ever certified of the quarter, whatever day is asked for. */
export const load: PageServerLoad = async ({ params, parent }) => {
	const organization = await organizationOr404(params.organization);
	const versions = certifiedPeriod(organization, params.period, await storedEntries());
	const [standing, ...earlier] = versions;
	const { organization: info } = await parent();
	const { slug, name, unread } = info;
	const { period } = params;
	if (!standing) {
		if (unread !== null) error(404, missing(unread));
		error(404, m.certified_none_of({ quarter: quarterName(period) }));
	}
	const weakened = certifiedWeakened(organization, period);
	const alt = m.card_alt_certified({ name, quarter: quarterName(period) });
	const picture = pictured(info, `/${slug}/certified/${period}/card.png`, alt);
	return { picture, period, standing, earlier, weakened };
};
