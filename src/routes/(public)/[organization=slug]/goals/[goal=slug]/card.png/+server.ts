import { m } from '$lib/paraglide/messages.js';
import { revisionAsOf } from '$lib/record/as-of.ts';
import { anyDay } from '$lib/record/parts.ts';
import { endpoint, findReadable } from '$lib/server/api/endpoint.ts';
import { problem } from '$lib/server/api/problem.ts';
import { today } from '$lib/server/record/today.ts';
import { goalCard } from '$lib/view/card/card.ts';
import { longDay } from '$lib/view/shared/day.ts';
import { cardAnswer } from '../../../card-file.ts';

/** The picture of a goal, as of any day on which it was there. */
export const { GET, fallback } = endpoint({ as_of: anyDay.optional() }, async (query, event) => {
	const { organization } = await findReadable(event.params.organization!);
	const { slug, registered, goals } = organization;
	const { name } = registered;
	const day = query.as_of ?? today();
	const key = event.params.goal!;
	const goal = goals.get(key);
	if (!goal) return problem('unknown-address', m.goal_unknown({ organization: name, key }));
	const revision = revisionAsOf(goal, day);
	if (!revision)
		return problem('unknown-address', m.goal_not_yet({ organization: name, day: longDay(day) }));
	const card = () => goalCard(organization, goal, revision, day);
	return cardAnswer({ organization, page: `/${slug}/goals/${key}`, day, card }, event);
});
