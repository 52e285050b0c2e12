import { inLocale, TAGS, type Locale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { longDay } from '../shared/day.ts';
import { anchor, escaped, type Line } from './mail-html.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { gradeName } from '../shared/words.ts';
import { quarterName } from '../shared/quarter.ts';

/** What a notice by e-mail says. The language is the ambient one, as on a page. */

export const NOTICE_KINDS = [
	'due_soon',
	'overdue',
	'submitted',
	'returned',
	'published',
	'reviewed',
	'answered',
	'proposed',
	'declined',
	'certified',
	'closed'
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type Notice = {
	kind: NoticeKind;
	/** Null for those that speak of a proposed scorecard. */
	goal_key: string | null;
	goal_title: string | null;
	/** The day by which an update is due; null for other kinds. */
	due_on: string | null;
	/** Who submitted, returned, reviewed, proposed or declined. */
	who: string | null;
	update_id: string | null;
	/** The number of a review's entry. */
	review_seq: number | null;
	/** The draft that waits or came back; of a scorecard's also its quarter, like 2026-Q3. */
	draft_id: string | null;
	period: string | null;
	/** Of the update that the notice is of: its day, its grade and the one before it, and whether it corrects. */
	update_on?: string | null;
	grade?: number | null;
	grade_before?: number | null;
	corrects?: boolean | null;
};

/** All that one member is told at once. */
export type NoticeMail = {
	/** Where this app is reached, as the mail's links name it. */
	origin: string;
	language: Locale;
	organization: { name: string; slug: string };
	notices: Notice[];
	/** What the link that stops the mails proves itself with. */
	token: string;
};

export type MailText = { subject: string; text: string; html: string; unsubscribe: string };

/** The mail as plain text and as HTML that says the same. Titles are as the organization wrote them. */
export function noticeMail({
	origin,
	language,
	organization,
	notices,
	token
}: NoticeMail): MailText {
	const page = (path: string) => origin + inLocale(path, language);
	const groups = byGoal(notices).map((group) => ({
		// One notice names its goal itself.
		goal: group.length > 1 ? oneLine(nameOf(group[0]!)) : '',
		lines: group.map((notice) => ({
			text: lineOf(notice),
			change: changeOf(notice),
			link: page(pathOf(notice, organization.slug))
		}))
	}));
	const unsubscribe = page(`/workspace/unsubscribe?token=${token}`);
	const foot = [
		{ text: m.mail_change(), link: page(`/workspace/${organization.slug}/notices`) },
		{ text: m.mail_stop(), link: unsubscribe }
	];
	const why = m.mail_why({ organization: organization.name });
	const [first] = notices;
	const subject =
		first && notices.length === 1
			? m.mail_subject_one({ organization: organization.name, line: lineOf(first) })
			: m.mail_subject_many({ organization: organization.name, count: notices.length });
	return {
		subject: oneLine(subject),
		text: [
			...groups.flatMap(({ goal, lines }) => [
				...(goal ? [goal] : []),
				...lines.map(({ text, change, link }) => [text, change, link].filter(Boolean).join('\n'))
			]),
			[why, ...foot.map((each) => m.mail_link_line(each))].join('\n')
		].join('\n\n'),
		html: htmlOf(oneLine(subject), language, { groups, why, foot }),
		unsubscribe
	};
}

/** The lines of one goal, under its name where there are several. */
type Group = { goal: string; lines: (Line & { change: string })[] };

/** In the order in which each goal comes first. */
function byGoal(notices: readonly Notice[]): Notice[][] {
	return [...Map.groupBy(notices, (notice) => notice.goal_key ?? notice).values()];
}

const nameOf = ({ goal_title, goal_key }: Notice) => goal_title ?? goal_key ?? '';

/* eslint-disable no-restricted-syntax -- HTML */
const groupHtml = ({ goal, lines }: Group) =>
	`${goal && `<h2>${escaped(goal)}</h2>\n`}<ul>
${lines.map((line) => `<li>${anchor(line)}${line.change && `<br>${escaped(line.change)}`}</li>`).join('\n')}
</ul>`;

function htmlOf(
	subject: string,
	language: Locale,
	{ groups, why, foot }: { groups: Group[]; why: string; foot: Line[] }
): string {
	return `<!doctype html>
<html lang="${TAGS[language]}">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body>
${groups.map(groupHtml).join('\n')}
<p>${escaped(why)}</p>
<p>${foot.map(anchor).join('<br>\n')}</p>
</body>
</html>
`;
}
/* eslint-enable no-restricted-syntax */

/** The day of the update that a notice is of, its grade and what became of it; empty for other notices. */
function changeOf({ update_on, grade, grade_before, corrects }: Notice): string {
	if (!update_on || grade === null || grade === undefined) return '';
	const change = corrects
		? 'corrected'
		: grade_before === null || grade_before === undefined
			? 'first'
			: grade === grade_before
				? 'same'
				: grade > grade_before
					? 'up'
					: 'down';
	const name = (each: number) => gradeName(each as Grade);
	return m.mail_change_line({
		change,
		day: longDay(update_on),
		grade: name(grade),
		before: name(grade_before ?? grade)
	});
}

function lineOf(notice: Notice): string {
	const { kind, due_on, who, period } = notice;
	return m.mail_line({
		kind: isOfClosing(kind, notice.goal_key) ? `closing_${kind}` : kind,
		goal: oneLine(nameOf(notice)),
		quarter: period === null ? '' : quarterName(period),
		day: due_on === null ? '' : longDay(due_on),
		who: oneLine(who ?? m.mail_somebody())
	});
}

/** Whether what waits or came back is a closing, which is of a goal; else it is a scorecard. */
const isOfClosing = (kind: NoticeKind, goal: string | null): kind is 'proposed' | 'declined' =>
	(kind === 'proposed' || kind === 'declined') && goal !== null;

/** Where to see what the notice speaks of, and do what it asks for. */
function pathOf(notice: Notice, slug: string): string {
	const { kind, goal_key, update_id, review_seq, draft_id, period } = notice;
	switch (kind) {
		case 'due_soon':
		case 'overdue':
			return `/workspace/${slug}/goals/${goal_key}/updates/new`;
		case 'submitted':
			return `/workspace/${slug}/updates/${update_id}/preview`;
		case 'returned':
			return `/workspace/${slug}/updates/${update_id}`;
		case 'published':
		case 'closed':
			return `/${slug}/goals/${goal_key}`;
		case 'reviewed':
		case 'answered':
			return `/${slug}/goals/${goal_key}#review-${review_seq}`;
		case 'proposed':
		case 'declined':
			return isOfClosing(kind, goal_key)
				? `/workspace/${slug}/goals/${goal_key}/close/${draft_id}`
				: `/workspace/${slug}/certify/${draft_id}`;
		case 'certified':
			return `/${slug}/certified/${period}`;
	}
}

/** A title may hold line ends, which must not begin another header or line. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
