import { error } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import { titleAsOf } from '../../view/shared/in-language.ts';
import { reviewNumbered } from '../../view/workspace/review.ts';
import { markdown } from '../markdown.ts';
import { requireRole } from '../people/session.ts';
import { organization, refreshRecord } from '../record/record.ts';
import { today } from '../record/today.ts';
import { draftAbout } from './drafts.ts';

export const ANSWER = 'review.answered';

/** The published review that the route names by its entry's number, with the draft of an answer, for a leader. */
export async function requireAnswer({ params }: { params: { seq?: string } }) {
	const { client, member } = await requireRole('leader');
	const { id, slug } = member.organization;
	const seq = /^\d{1,15}$/.test(params.seq!) ? Number(params.seq) : 0;
	await refreshRecord();
	const recorded = await organization(slug);
	const found = recorded && reviewNumbered(recorded, seq, today(), markdown);
	if (!found) error(404, m.reviews_no_review());
	const draft = await draftAbout(client, id, ANSWER, String(seq));
	const { goal, review } = found;
	const base = `/workspace/${slug}`;
	return {
		...{ client, member, review, draft },
		goal: { key: goal.key, title: titleAsOf(goal, today()) },
		path: `${base}/goals/${goal.key}`,
		edit: `${base}/reviews/${seq}`
	};
}
