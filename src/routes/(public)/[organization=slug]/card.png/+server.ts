import { anyDay } from '$lib/record/parts.ts';
import { endpoint, findReadable } from '$lib/server/api/endpoint.ts';
import { today } from '$lib/server/record/today.ts';
import { organizationCard } from '$lib/view/card/card.ts';
import { cardAnswer } from '../card-file.ts';

/** The picture of the overview, as of any day. */
export const { GET, fallback } = endpoint({ as_of: anyDay.optional() }, async (query, event) => {
	const { organization, state } = await findReadable(event.params.organization!);
	const day = query.as_of ?? today();
	const card = () => organizationCard(organization, day, state.seq);
	return cardAnswer({ organization, page: `/${organization.slug}`, day, card }, event);
});
