import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { ACTIVITY, activityWords } from './activity.ts';

const line = (
	action: string,
	name: string | null = null,
	detail: string | null = null,
	changes: unknown = null
) => activityWords({ action, name, detail, changes });

test('says what was done', () => {
	expect(line('progress_updates.created', '2026-03-01')).toBe('Drafted the update of 1 March 2026');
	expect(line('progress_updates.returned', '2026-03-01', 'correction')).toBe(
		'Returned the correction of 1 March 2026 with a comment'
	);
	expect(line('drafts.published', 'withdrawn', 'goal.closed')).toBe('Closed the goal as withdrawn');
	expect(line('memberships.role_changed', 'Ann', 'leader')).toBe('Made Ann a leader');
	expect(line('teams.changed', 'Blue', 'Red')).toBe('Renamed the team Red to Blue');
	expect(line('organization.amended', 'false')).toBe('Switched the two-person rule off');
	expect(line('record.imported', '1')).toBe('Imported 1 entry');
	expect(line('invitations.revoked', null)).toBe('Withdrew the invitation of a deleted address');
	expect(line('memberships.changed', 'Ann', null, { office: [null, 'Head'] })).toBe(
		'Changed the membership of Ann: office from “none” to “Head”'
	);
});

test.each([
	[
		['access_tokens.used', 'Nightly', 'report.csv'],
		'Posted the file report.csv with the access token “Nightly”',
		'使用访问令牌“Nightly”提交了文件 report.csv'
	],
	[
		['memberships.role_changed', 'Ann', 'leader', { role: ['contributor', 'leader'] }],
		'Changed the role of Ann from contributor to leader',
		'将 Ann 的角色由贡献者改为负责人'
	],
	[
		['memberships.access_changed', 'Ann', 'full', { review_access: ['public', 'full'] }],
		'Changed what Ann may see from “Public material” to “Everything”',
		'将 Ann 的可见范围由“公开内容”改为“全部内容”'
	],
	[
		[
			'progress_updates.changed',
			'2026-03-02',
			null,
			{ effective_on: ['2026-03-01', '2026-03-02'], grade: [1, 4] }
		],
		'Changed the draft update of 2 March 2026: day from 1 Mar 2026 to 2 Mar 2026; grade from Begun to Delivered',
		'修改了 2026年3月2日的进展更新草稿：日期由“2026年3月1日”改为“2026年3月2日”；等级由“已起步”改为“已交付”'
	],
	[
		[
			'drafts.changed',
			'a-goal',
			'goal.revised',
			{ title: ['A', 'B'], target_on: ['2026-03-01', null] }
		],
		'Changed the draft of the revision: title from “A” to “B”; target date from 1 Mar 2026 to none',
		''
	],
	[
		[
			'goals.changed',
			'B',
			null,
			{ area: ['policy', 'security'], outlook: [null, 'likely'], change: ['editorial', 'narrowed'] }
		],
		'Changed the draft goal: area from Policy to Security; outlook from none to Likely; kind of change from Editorial to Narrowed',
		''
	],
	[
		['notice_preferences.changed', 'none', null, { delivery: ['digest', 'none'] }],
		'Changed notices by e-mail from “Once a day” to “Not at all”',
		'将邮件通知由“每天一次”改为“不通知”'
	],
	[
		['notice_preferences.changed', 'none', null, { delivery: [null, 'none'] }],
		'Chose no notices by e-mail',
		'选择不接收邮件通知'
	],
	[
		['access_tokens.created', 'CI', 'Ann', { scopes: [null, ['updates:draft']] }],
		'Created the access token “CI”, which may: Make drafts',
		'创建了访问令牌“CI”，权限：创建草稿'
	],
	[
		['access_tokens.revoked', 'CI', 'Ann', { scopes: [['updates:draft', 'updates:submit'], null] }],
		'Revoked the access token “CI” of Ann, which could: Make drafts, Submit updates to the leaders',
		'撤销了 Ann 的访问令牌“CI”，原权限：创建草稿、把更新提交给负责人'
	]
] as [[string, string, string | null, unknown], string, string][])(
	'says from what to what: %j',
	(args, english, chinese) => {
		expect(line(...args)).toBe(english);
		overwriteGetLocale(() => 'zh');
		const words = line(...args);
		overwriteGetLocale(() => 'en');
		if (chinese) expect(words).toBe(chinese);
	}
);

test('lines from before it was kept say what they said', () => {
	expect(line('memberships.access_changed', 'Ann', 'full')).toBe(
		'Changed which evidence Ann may see'
	);
	expect(line('progress_updates.changed', '2026-03-01')).toBe(
		'Changed the draft update of 1 March 2026'
	);
	expect(line('access_tokens.revoked', 'CI', 'Ann')).toBe('Revoked the access token “CI” of Ann');
});

test('every table that is logged has words, and what has none is shown as it is', () => {
	const sql = readFileSync('supabase/schemas/activity.sql', 'utf8');
	const logged = [...sql.matchAll(/trigger log_activity after [^;]*? on public\.(\w+)/g)];
	const named = new Set(Object.keys(ACTIVITY).map((action) => action.split('.')[0]));
	expect(logged.length).toBeGreaterThan(10);
	// What a draft of a goal says is the goal to those who read the log.
	for (const [, table] of logged)
		expect(named).toContain(table === 'goal_drafts' ? 'goals' : table);
	expect(line('something.new')).toBe('something.new');
});

test('a draft is named by its kind, also by one that is newer than this', () => {
	const line = { action: 'drafts.submitted', name: '2026-Q1', changes: null };
	expect(activityWords({ ...line, detail: 'scorecard.certified' })).toBe(
		'Proposed the certified scorecard of Q1 2026'
	);
	expect(activityWords({ ...line, detail: 'document.published' })).toBe(
		'Proposed document.published'
	);
});
