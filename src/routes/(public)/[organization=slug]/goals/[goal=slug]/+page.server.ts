import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { markdown } from '$lib/server/markdown.ts';
import { longDay } from '$lib/view/shared/day.ts';
import { goalView } from '$lib/view/goal/goal.ts';
import { pairView, readPair } from '$lib/view/goal/revision-pair.ts';
import { goalTrend } from '$lib/view/trend/trend-goal.ts';
import { gradeName } from '$lib/view/shared/words.ts';
import { pictured } from '../../card-file.ts';
import { methodOr400, missing, organizationOr404, perOr400 } from '../../load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, url }) => {
	const { asOf, organization: info } = await parent();
	const per = perOr400(url);
	const method = methodOr400(url);
	const organization = await organizationOr404(params.organization);
	const { name } = organization.registered;
	const goal = organization.goals.get(params.goal);
	if (!goal && info.unread !== null) error(404, missing(info.unread));
	if (!goal) error(404, m.goal_unknown({ organization: name, key: params.goal }));
	const score = method.goalScore(organization, goal, asOf.day);
	const view = score && goalView(organization, goal, score, asOf.day, markdown, method);
	if (!view) error(404, m.goal_not_yet({ organization: name, day: longDay(asOf.day) }));
	const pair = readPair(url.searchParams, goal, asOf.day);
	const { day } = asOf;
	const grade = gradeName(view.score.grade);
	const alt = m.card_alt_goal({ title: view.title, name, grade, day: longDay(day) });
	return {
		picture: pictured(info, `/${info.slug}/goals/${goal.key}/card.png?as_of=${day}`, alt),
		key: goal.key,
		goal: view,
		pair: pair && 'from' in pair ? pairView(goal, pair) : pair,
		trend: info.unread === null ? goalTrend(organization, goal, asOf.day, per, method) : null
	};
};
