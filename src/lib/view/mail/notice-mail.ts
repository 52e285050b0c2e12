import { inLocale, TAGS, type Locale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { longDay } from '../shared/day.ts';
import { anchor, escaped, type Line } from './mail-html.ts';
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
	const lines = notices.map((notice) => ({
		text: lineOf(notice),
		link: page(pathOf(notice, organization.slug))
	}));
	const unsubscribe = page(`/workspace/unsubscribe?token=${token}`);
	const foot = [
		{ text: m.mail_change(), link: page(`/workspace/${organization.slug}/notices`) },
		{ text: m.mail_stop(), link: unsubscribe }
	];
	const why = m.mail_why({ organization: organization.name });
	const [first] = lines;
	const subject =
		first && lines.length === 1
			? m.mail_subject_one({ organization: organization.name, line: first.text })
			: m.mail_subject_many({ organization: organization.name, count: lines.length });
	return {
		subject: oneLine(subject),
		text: [
			...lines.map(({ text, link }) => `${text}\n${link}`),
			[why, ...foot.map((each) => m.mail_link_line(each))].join('\n')
		].join('\n\n'),
		html: htmlOf(oneLine(subject), language, { lines, why, foot }),
		unsubscribe
	};
}

/* eslint-disable no-restricted-syntax -- HTML */
function htmlOf(
	subject: string,
	language: Locale,
	{ lines, why, foot }: { lines: Line[]; why: string; foot: Line[] }
): string {
	return `<!doctype html>
<html lang="${TAGS[language]}">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body>
<ul>
${lines.map((line) => `<li>${anchor(line)}</li>`).join('\n')}
</ul>
<p>${escaped(why)}</p>
<p>${foot.map(anchor).join('<br>\n')}</p>
</body>
</html>
`;
}
/* eslint-enable no-restricted-syntax */

function lineOf({ kind, goal_key, goal_title, due_on, who, period }: Notice): string {
	return m.mail_line({
		kind: isOfClosing(kind, goal_key) ? `closing_${kind}` : kind,
		goal: oneLine(goal_title ?? goal_key ?? ''),
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
