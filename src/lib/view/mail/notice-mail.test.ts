import { test as property, fc } from '@fast-check/vitest';
import { afterEach, describe, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { NOTICE_KINDS, noticeMail, type Notice, type NoticeMail } from './notice-mail.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const notice = (values: Partial<Notice> = {}): Notice => ({
	kind: 'submitted',
	goal_key: 'two-party-access',
	goal_title: 'Two-party access',
	due_on: null,
	who: 'Mei-Lin Tsai',
	update_id: 'u1',
	review_seq: null,
	draft_id: null,
	period: null,
	...values
});
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
		const { subject, text, unsubscribe } = mail([notice()]);
		expect(subject).toBe(
			'Lodestone: Mei-Lin Tsai submitted an update on “Two-party access”. It waits for a leader.'
		);
		expect(text)
			.toBe(`Mei-Lin Tsai submitted an update on “Two-party access”. It waits for a leader.
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
		['published', 'is published', '/lodestone/goals/two-party-access'],
		['reviewed', 'published a review', '/lodestone/goals/two-party-access#review-7'],
		['answered', 'has an answer', '/lodestone/goals/two-party-access#review-7']
	] as const)('%s says that it %s', (kind, words, path) => {
		const due_on = kind === 'due_soon' || kind === 'overdue' ? '2026-12-01' : null;
		const { text } = mail([notice({ kind, due_on, review_seq: 7 })]);
		expect(text).toContain(words);
		expect(text.split('\n')[1]).toBe(`https://roadmap.example${path}`);
	});

	test.each([
		[
			'proposed',
			'Mei-Lin Tsai proposed a certified scorecard of Q3 2026',
			'/workspace/lodestone/certify/p1'
		],
		[
			'declined',
			'Mei-Lin Tsai declined the certified scorecard of Q3 2026',
			'/workspace/lodestone/certify/p1'
		],
		['certified', 'of Q3 2026 that you proposed is published', '/lodestone/certified/2026-Q3']
	] as const)('of a scorecard says that it is %s', (kind, words, path) => {
		const proposal = { goal_key: null, goal_title: null, draft_id: 'p1', period: '2026-Q3' };
		const { text } = mail([notice({ kind, ...proposal })]);
		expect(text).toContain(words);
		expect(text.split('\n')[1]).toBe(`https://roadmap.example${path}`);
	});

	test.each([
		[
			'proposed',
			'Mei-Lin Tsai proposed to close',
			'/workspace/lodestone/goals/two-party-access/close/p1'
		],
		[
			'declined',
			'Mei-Lin Tsai returned the closing of',
			'/workspace/lodestone/goals/two-party-access/close/p1'
		],
		['closed', 'that you proposed is published', '/lodestone/goals/two-party-access']
	] as const)('of a closing says that it is %s', (kind, words, path) => {
		const { text } = mail([notice({ kind, draft_id: 'p1' })]);
		expect(text).toContain(words);
		expect(text).toContain('“Two-party access”');
		expect(text.split('\n')[1]).toBe(`https://roadmap.example${path}`);
	});

	test('is in Chinese, with links to Chinese pages', () => {
		const { subject, text, html, unsubscribe } = mail([notice()], { language: 'zh' });
		expect(subject).toBe(
			'Lodestone：Mei-Lin Tsai 提交了“Two-party access”的进展更新，等待负责人审批。'
		);
		expect(text).toContain('https://roadmap.example/zh/workspace/lodestone/updates/u1/preview');
		expect(unsubscribe).toBe('https://roadmap.example/zh/workspace/unsubscribe?token=t0ken');
		expect(html).toContain('<html lang="zh-Hans">');
	});
});

test('several notices are counted in the subject, each a line of its own', () => {
	const { subject, html } = mail([notice(), notice({ kind: 'published' })]);
	expect(subject).toBe('Lodestone: 2 notices');
	expect(html.match(/<li>/g)).toHaveLength(2);
});

describe('several updates', () => {
	const published = (goal: string, values: Partial<Notice>) =>
		notice({
			kind: 'published',
			goal_key: goal,
			goal_title: `Goal ${goal}`,
			corrects: false,
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

property.prop([fc.string(), fc.string(), fc.constantFrom(...NOTICE_KINDS)])(
	'whatever a title or a name holds, it stays on its line and is no markup',
	(title, who, kind) => {
		const hostile = `${title}\r\nBcc: x@x.example\n<script>"&${title}`;
		const { subject, text, html } = mail([
			notice({ kind, goal_title: hostile, who: `${who}\n<b>`, due_on: '2026-12-01' })
		]);
		expect(subject).not.toMatch(/[\r\n]/);
		expect(text.split('\n')).toHaveLength(6);
		expect(html).not.toMatch(/<(script|b)>/);
	}
);
