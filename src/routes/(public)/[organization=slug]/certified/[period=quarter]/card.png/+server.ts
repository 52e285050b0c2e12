import { m } from '$lib/paraglide/messages.js';
import { endpoint, findReadable } from '$lib/server/api/endpoint.ts';
import { problem } from '$lib/server/api/problem.ts';
import { storedEntries } from '$lib/server/record/record.ts';
import { certifiedCard } from '$lib/view/card/card.ts';
import { quarterName } from '$lib/view/shared/quarter.ts';
import { cardAnswer } from '../../../card-file.ts';

/** The picture of the certified scorecard that stands of a quarter. As that page it takes no day. */
export const { GET, fallback } = endpoint({}, async (_query, event) => {
	const { organization } = await findReadable(event.params.organization!);
	const { slug, certified } = organization;
	const period = event.params.period!;
	const standing = certified.findLast((entry) => entry.period === period);
	if (!standing)
		return problem('unknown-address', m.certified_none_of({ quarter: quarterName(period) }));
	const stored = await storedEntries();
	const card = () => certifiedCard(organization, standing, stored);
	const page = `/${slug}/certified/${period}`;
	return cardAnswer({ organization, page, day: standing.as_of, card }, event);
});
