import { inLocale, TAGS, type Locale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { Grade } from '../../record/vocabulary.ts';
import type { EntryKind } from '../../record/entries.ts';
import { KINDS, kindOf } from '../kinds/index.ts';
import type { NoticeEvent, NoticeWords, Told } from '../kinds/told.ts';
import { anchor, escaped, type Line } from './mail-html.ts';

/**
 * A mail of notices. What a notice says stands with the kind of entry that it is of. The language is the ambient
 * one, as on a page.
 */

/** A notice as the outbox has it. */
export type Notice = {
	event: string;
	/** The kind of entry. */
	kind: string;
	goal_key: string | null;
	goal_title: string | null;
	due_on: string | null;
	who: string | null;
	update_id: string | null;
	update_on: string | null;
	grade: number | null;
	grade_before: number | null;
	corrects: boolean | null;
	draft_id: string | null;
	subject: string | null;
	seq: number | null;
	facts: unknown;
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
		lines: group.map((notice) => {
			const told = toldOf(notice, organization.slug);
			const { line, more, path } = wordsOf(notice);
			return {
				text: oneLine(line(told)),
				more: (more?.(told) ?? []).map(oneLine),
				link: page(path(told))
			};
		})
	}));
	const unsubscribe = page(`/workspace/unsubscribe?token=${token}`);
	const foot = [
		{ text: m.mail_change(), link: page(`/workspace/${organization.slug}/notices`) },
		{ text: m.mail_stop(), link: unsubscribe }
	];
	const why = m.mail_why({ organization: organization.name });
	const [first] = groups;
	const subject =
		first && notices.length === 1
			? m.mail_subject_one({ organization: organization.name, line: first.lines[0]!.text })
			: m.mail_subject_many({ organization: organization.name, count: notices.length });
	return {
		subject: oneLine(subject),
		text: [
			...groups.flatMap(({ goal, lines }) => [
				...(goal ? [goal] : []),
				...lines.map(({ text, more, link }) => [text, ...more, link].join('\n'))
			]),
			[why, ...foot.map((each) => m.mail_link_line(each))].join('\n')
		].join('\n\n'),
		html: htmlOf(oneLine(subject), language, { groups, why, foot }),
		unsubscribe
	};
}

/** The lines of one goal, under its name where there are several. */
type Group = { goal: string; lines: (Line & { more: string[] })[] };

/** In the order in which each goal comes first. */
function byGoal(notices: readonly Notice[]): Notice[][] {
	return [...Map.groupBy(notices, (notice) => notice.goal_key ?? notice).values()];
}

const nameOf = ({ goal_title, goal_key }: Notice) => goal_title ?? goal_key ?? '';

/* eslint-disable no-restricted-syntax -- HTML */
const groupHtml = ({ goal, lines }: Group) =>
	`${goal && `<h2>${escaped(goal)}</h2>\n`}<ul>
${lines.map((line) => `<li>${[anchor(line), ...line.more.map(escaped)].join('<br>')}</li>`).join('\n')}
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

/** A kind that is newer than this program, or says nothing of the event, is told without its words. */
const OTHER: NoticeWords = {
	line: () => m.mail_line_other(),
	path: ({ slug }) => `/workspace/${slug}`
};

function wordsOf({ kind, event }: Notice): NoticeWords {
	if (!Object.hasOwn(KINDS, kind)) return OTHER;
	return kindOf({ kind: kind as EntryKind }).notices?.[event as NoticeEvent] ?? OTHER;
}

function toldOf(notice: Notice, slug: string): Told {
	const { update_id, update_on, draft_id } = notice;
	return {
		slug,
		goal: oneLine(nameOf(notice)),
		goal_key: notice.goal_key ?? '',
		who: oneLine(notice.who ?? m.mail_somebody()),
		due_on: notice.due_on,
		update:
			update_id === null || update_on === null
				? null
				: {
						id: update_id,
						on: update_on,
						grade: notice.grade as Grade,
						grade_before: notice.grade_before as Grade | null,
						corrects: notice.corrects ?? false
					},
		draft: draft_id === null ? null : { id: draft_id, subject: notice.subject ?? '' },
		seq: notice.seq,
		facts: notice.facts as Told['facts']
	};
}

/** A title may hold line ends, which must not begin another header or line. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
