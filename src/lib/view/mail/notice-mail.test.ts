import { test as property, fc } from '@fast-check/vitest';
import { afterEach, describe, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { ENTRY_KINDS } from '../kinds/index.ts';
import { NOTICE_EVENTS } from '../kinds/told.ts';
import { noticeMail, type Notice, type NoticeMail } from './notice-mail.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const notice = (values: Partial<Notice> = {}): Notice => ({
	event: 'submitted',
	kind: 'progress.reported',
	goal_key: 'two-party-access',
	goal_title: 'Two-party access',
	due_on: null,
	who: 'Mei-Lin Tsai',
	...{ update_id: null, update_on: null, grade: null, grade_before: null, corrects: null },
	...{ draft_id: null, subject: null, seq: null, facts: null },
	...values
});
const UPDATE = { update_id: 'u1', update_on: '2026-11-01', grade: 2, corrects: false };
const REVIEW = {
	kind: 'review.published',
	event: 'published',
	...UPDATE,
	draft_id: 'r1',
	subject: 'two-party-access/2026-11-01',
	seq: 7,
	facts: {
		reviewer: { name: 'Ruth Adler' },
		grade: 1,
		agrees: 'partly',
		evidence: 'insufficient',
		statement: 'The log\nwas not shown.'
	}
};
const mail = (notices: Notice[], values: Partial<NoticeMail> = {}) => {
	const language = values.language ?? 'en';
	overwriteGetLocale(() => language);
	return noticeMail({
		origin: 'https://roadmap.example',
		language,
		organization: { name: 'Lodestone', slug: 'lodestone' },
		notices,
		token: 't0ken',
		...values
	});
};

describe('one notice', () => {
	test('is the subject, a line with its link, and the ways to change and stop', () => {
		const { subject, text, unsubscribe } = mail([notice(UPDATE)]);
		expect(subject).toBe(
			'Lodestone: Mei-Lin Tsai submitted an update on “Two-party access”. It waits for a leader.'
		);
		expect(text)
			.toBe(`Mei-Lin Tsai submitted an update on “Two-party access”. It waits for a leader.
Dated 1 November 2026: Partly delivered, the first grade.
https://roadmap.example/workspace/lodestone/updates/u1/preview

You get this because you are a member of the workspace of Lodestone.
Choose what you get: https://roadmap.example/workspace/lodestone/notices
Stop these mails, without signing in: https://roadmap.example/workspace/unsubscribe?token=t0ken`);
		expect(unsubscribe).toBe('https://roadmap.example/workspace/unsubscribe?token=t0ken');
	});

	test.each([
		[
			'due_soon',
			'is due on 1 December 2026',
			'/workspace/lodestone/goals/two-party-access/updates/new'
		],
		[
			'overdue',
			'was due on 1 December 2026',
			'/workspace/lodestone/goals/two-party-access/updates/new'
		],
		['returned', 'Mei-Lin Tsai returned your update', '/workspace/lodestone/updates/u1'],
		['published', 'is published', '/lodestone/goals/two-party-access']
	] as const)('%s says that an update %s', (event, words, path) => {
		const about = event === 'due_soon' || event === 'overdue' ? { due_on: '2026-12-01' } : UPDATE;
		const { text } = mail([notice({ event, ...about })]);
		expect(text).toContain(words);
		expect(text.split('\n\n')[0]!.split('\n').at(-1)).toBe(`https://roadmap.example${path}`);
	});

	test('of a review says who published it, the verdict, the statement, and then the link', () => {
		const { text, html } = mail([notice(REVIEW)]);
		expect(text.split('\n\n')[0])
			.toBe(`Ruth Adler published a review of an update on “Two-party access”.
Ruth Adler grades it Begun; the self-grade is Partly delivered.
Agrees in part with the grade; finds the evidence insufficient.
The review says: “The log was not shown.”
https://roadmap.example/lodestone/goals/two-party-access#review-7`);
		expect(html).toContain('</a><br>Ruth Adler grades it Begun');
	});

	test('of an answer leads to its review', () => {
		const { text } = mail([
			notice({ event: 'published', kind: 'review.answered', draft_id: 'a1', subject: '7', seq: 9 })
		]);
		expect(text.split('\n').slice(0, 2)).toEqual([
			'Your review of an update on “Two-party access” has an answer, which is public.',
			'https://roadmap.example/lodestone/goals/two-party-access#review-7'
		]);
	});

	test('of the two-person rule asks for a decision, and says what holds until then', () => {
		const of = { goal_key: null, goal_title: null };
		const { text } = mail([notice({ event: 'undecided', kind: 'organization.amended', ...of })]);
		expect(text.split('\n').slice(0, 3)).toEqual([
			'There are two leaders now: decide on the two-person rule.',
			'The rule says that nobody publishes what they wrote. It does not switch itself on: until a leader decides, it is off.',
			'https://roadmap.example/workspace/lodestone/members#rule'
		]);
	});

	test.each([
		['document.published', 'published'],
		['goal.closed', 'something new'],
		['toString', 'submitted']
	])('of %s, %s, of which this program knows no words, leads to the workspace', (kind, event) => {
		expect(
			mail([notice({ kind, event })])
				.text.split('\n')
				.slice(0, 2)
		).toEqual([
			'Something of yours in this workspace went on. Look there.',
			'https://roadmap.example/workspace/lodestone'
		]);
	});

	test.each([
		[
			'submitted',
			'Mei-Lin Tsai proposed a certified scorecard of Q3 2026',
			'/workspace/lodestone/certify/p1'
		],
		[
			'returned',
			'Mei-Lin Tsai declined the certified scorecard of Q3 2026',
			'/workspace/lodestone/certify/p1'
		],
		['published', 'of Q3 2026 that you proposed is published', '/lodestone/certified/2026-Q3']
	] as const)('of a scorecard says that it is %s', (event, words, path) => {
		const proposal = { goal_key: null, goal_title: null, draft_id: 'p1', subject: '2026-Q3' };
		const { text } = mail([notice({ event, kind: 'scorecard.certified', ...proposal })]);
		expect(text).toContain(words);
		expect(text.split('\n')[1]).toBe(`https://roadmap.example${path}`);
	});

	test.each([
		[
			'submitted',
			'Mei-Lin Tsai proposed to close',
			'/workspace/lodestone/goals/two-party-access/close/p1'
		],
		[
			'returned',
			'Mei-Lin Tsai returned the closing of',
			'/workspace/lodestone/goals/two-party-access/close/p1'
		],
		['published', 'that you proposed is published', '/lodestone/goals/two-party-access']
	] as const)('of a closing says that it is %s', (event, words, path) => {
		const proposal = { draft_id: 'p1', subject: 'two-party-access' };
		const { text } = mail([notice({ event, kind: 'goal.closed', ...proposal })]);
		expect(text).toContain(words);
		expect(text).toContain('“Two-party access”');
		expect(text.split('\n')[1]).toBe(`https://roadmap.example${path}`);
	});

	test('is in Chinese, with links to Chinese pages', () => {
		const { subject, text, html, unsubscribe } = mail([notice(UPDATE)], { language: 'zh' });
		expect(subject).toBe(
			'Lodestone：Mei-Lin Tsai 提交了“Two-party access”的进展更新，等待负责人审批。'
		);
		expect(text).toContain('https://roadmap.example/zh/workspace/lodestone/updates/u1/preview');
		expect(unsubscribe).toBe('https://roadmap.example/zh/workspace/unsubscribe?token=t0ken');
		expect(html).toContain('<html lang="zh-Hans">');
	});
});

test('several notices are counted in the subject, each a line of its own', () => {
	const { subject, html } = mail([notice(UPDATE), notice({ ...UPDATE, event: 'published' })]);
	expect(subject).toBe('Lodestone: 2 notices');
	expect(html.match(/<li>/g)).toHaveLength(2);
});

describe('several updates', () => {
	const published = (goal: string, values: Partial<Notice>) =>
		notice({
			...UPDATE,
			event: 'published',
			goal_key: goal,
			goal_title: `Goal ${goal}`,
			...values
		});
	const digest = [
		published('a', { update_on: '2026-11-01', grade: 1, grade_before: null }),
		published('b', { update_on: '2026-11-02', grade: 2, grade_before: 2 }),
		published('a', { update_on: '2026-11-20', grade: 3, grade_before: 1 }),
		published('a', { update_on: '2026-11-21', grade: 2, grade_before: 3 }),
		published('a', { update_on: '2026-11-22', grade: 0, grade_before: 2, corrects: true })
	];

	test('are told goal by goal, each with its day, its grade and what became of it', () => {
		const { text, html } = mail(digest);
		expect(text).toContain(`Goal a

An update on “Goal a” is published.
Dated 1 November 2026: Begun, the first grade.
https://roadmap.example/lodestone/goals/a

An update on “Goal a” is published.
Dated 20 November 2026: Substantially delivered, up from Begun.
https://roadmap.example/lodestone/goals/a

An update on “Goal a” is published.
Dated 21 November 2026: Partly delivered, down from Substantially delivered.
https://roadmap.example/lodestone/goals/a

An update on “Goal a” is published.
A correction dated 22 November 2026: Not started, before Partly delivered.
https://roadmap.example/lodestone/goals/a

An update on “Goal b” is published.
Dated 2 November 2026: Partly delivered, as before.
https://roadmap.example/lodestone/goals/b
`);
		expect(html.match(/<h2>.*<\/h2>/g)).toEqual(['<h2>Goal a</h2>']);
		expect(html.match(/<ul>/g)).toHaveLength(2);
		expect(html).toContain(
			'</a><br>Dated 20 November 2026: Substantially delivered, up from Begun.</li>'
		);
	});

	test('are told in Chinese', () => {
		expect(mail(digest, { language: 'zh' }).text).toContain(
			'所述日期 2026年11月20日：评级由“已起步”升至“'
		);
	});
});

property.prop([
	fc.string(),
	fc.string(),
	fc.constantFrom(...NOTICE_EVENTS),
	fc.constantFrom(...ENTRY_KINDS)
])(
	'whatever a title or a name holds, it stays on its line and is no markup',
	(title, who, event, kind) => {
		const hostile = `${title}\r\nBcc: x@x.example\n<script>"&${title}`;
		const { subject, text, html } = mail([
			notice({
				...REVIEW,
				facts: { ...REVIEW.facts, reviewer: { name: hostile }, statement: hostile },
				...{ event, kind, goal_title: hostile, who: `${who}\n<b>`, due_on: '2026-12-01' }
			})
		]);
		expect(subject).not.toMatch(/[\r\n]/);
		const [said, ...foot] = text.split('\n\n');
		expect(foot).toHaveLength(1);
		const link = said!.split('\n').at(-1);
		expect(link).toMatch(/^https:\/\/roadmap\.example\/\S*$/);
		expect(said!.split('\n').length).toBeLessThanOrEqual(5);
		expect(html).not.toMatch(/<(script|b)>/);
	}
);
