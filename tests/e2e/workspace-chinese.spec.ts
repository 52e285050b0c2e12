import type { Page } from '@playwright/test';
import { scorecardOf } from './support/api.ts';
import { arrive } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'workspace-chinese', template: 'demonstration' } });

const KEY = 'build-provenance';
const GOAL = '训练与推理代码的签名来源证明';
const GOAL_PAGE = `/zh/workspace/lodestone/goals/${KEY}`;
const NARRATIVE = '签名服务已在三个构建系统中的一个上运行。';

test('a contributor drafts an update and a leader publishes it, all in Chinese', async ({
	page: contributor,
	openPage,
	request
}) => {
	await test.step('signing in leads to the page that was asked for', async () => {
		await contributor.goto(GOAL_PAGE);
		await arrive(contributor, '登录');
		await contributor.getByLabel('电子邮件地址', { exact: true }).fill('nobody@lodestone.example');
		await contributor.getByLabel('密码').fill('not the password');
		await contributor.getByRole('button', { name: '登录', exact: true }).click();
		await expect(contributor.getByRole('alert')).toContainText('您尚未登录');
		await expect(contributor.getByRole('alert')).toContainText('电子邮件地址与密码不匹配');
		await signIn(contributor, 'Mei-Lin Tsai');
		await expect(contributor).toHaveURL(GOAL_PAGE);
		await expect(contributor.getByText('Mei-Lin Tsai，贡献者')).toBeVisible();
		await arrive(contributor, GOAL);
	});

	await test.step('what is wrong with a draft is said in Chinese, and nothing is lost', async () => {
		await contributor.getByRole('link', { name: '新的进展更新' }).click();
		await arrive(contributor, '新的进展更新');
		await contributor.getByLabel('进展说明', { exact: true }).fill(NARRATIVE);
		const evidence = contributor.getByRole('group', { name: '证据 1', exact: true });
		await evidence.getByRole('textbox', { name: '标题' }).fill('签名日志');
		await evidence.getByLabel('网址', { exact: true }).fill('lodestone.example/log');
		await contributor.getByRole('button', { name: '保存草稿并预览' }).click();
		const alert = contributor.getByRole('alert');
		await expect(alert).toContainText('尚未保存任何内容');
		await expect(alert).toContainText('等级：必须选择');
		await expect(alert).toContainText('证据 1，网址：必须是以 http:// 或 https:// 开头的网址');
		await expect(contributor.getByLabel('进展说明', { exact: true })).toHaveValue(NARRATIVE);
		await arrive(contributor, '新的进展更新');

		// The draft is not stored yet: the tab keeps it while the language is changed over.
		await contributor.getByRole('link', { name: 'English' }).click();
		await arrive(contributor, 'New progress update');
		await expect(contributor.getByLabel('Narrative', { exact: true })).toHaveValue(NARRATIVE);
		await contributor.getByRole('link', { name: '简体中文' }).click();
		await expect(contributor.getByText('已恢复您尚未保存的内容')).toBeVisible();
	});

	await test.step('a draft of grade 4 without evidence waits for it', async () => {
		const grade = (name: string) => contributor.getByRole('radio', { name, exact: true });
		const evidence = contributor.getByRole('group', { name: '证据 1', exact: true });
		await evidence.getByLabel('网址', { exact: true }).fill('https://lodestone.example/log');
		const met = contributor.getByRole('group', { name: '已满足的标准' });
		for (const criterion of await met.getByRole('checkbox').all()) await criterion.check();
		await grade('已交付').check();
		await contributor.getByRole('button', { name: '保存草稿并预览' }).click();
		await arrive(contributor, '进展更新预览');
		await expect(contributor.getByText('草稿已保存。')).toBeVisible();
		const problems = contributor.getByRole('region', { name: '发布之前还需' });
		await expect(problems).toContainText('等级 4 要求每项验收标准都有证据');
		await expect(contributor.getByText('此进展更新由机构的负责人发布。')).toBeVisible();

		await contributor.getByRole('link', { name: '继续编辑' }).click();
		await expect(grade('已交付')).toBeChecked();
		for (const criterion of await met.getByRole('checkbox').all()) await criterion.uncheck();
		await grade('已起步').check();
		await contributor.getByRole('button', { name: '保存草稿并预览' }).click();
		await expect(contributor.getByRole('heading', { name: '进展更新预览' })).toBeVisible();
		await expect(problems).toHaveCount(0);
		await contributor.getByRole('button', { name: '提交审批' }).click();
		await expect(contributor.getByText('已提交。负责人会在工作区中看到它。')).toBeVisible();
	});

	await test.step('pages that are not the contributor’s say so in Chinese', async () => {
		const other = await contributor.context().newPage();
		for (const [path, status, heading] of [
			['/zh/workspace/lodestone/members', 403, '您无权查看此内容'],
			['/zh/workspace/lodestone/goals/nothing', 404, '这里没有内容']
		] as const) {
			expect((await other.goto(path))!.status()).toBe(status);
			await arrive(other, heading);
			await expect(other.getByRole('link', { name: '返回工作区' })).toHaveAttribute(
				'href',
				'/zh/workspace/lodestone'
			);
		}
		await other.close();
	});

	const leader = await openPage();
	await test.step('the leader finds it, publishes it, and the record has it', async () => {
		const { seq } = await scorecardOf(request, 'lodestone');
		await leader.goto('/zh/workspace');
		await signIn(leader, 'Ines Valderrama');
		await arrive(leader, '待办');
		const waiting = leader.getByRole('region', { name: '等待您批准' });
		const update = waiting.getByRole('listitem').filter({ hasText: 'Mei-Lin Tsai 起草' });
		await update.getByRole('link', { name: '的进展更新' }).click();
		await arrive(leader, '进展更新预览');
		await expect(leader.getByRole('region', { name: '对得分的影响' })).toContainText(
			'安保：有据得分'
		);
		await leader.getByRole('button', { name: '批准并发布' }).click();
		await arrive(leader, GOAL);
		await expect(leader).toHaveURL(`${GOAL_PAGE}?published=${seq + 1}`);
		await expect(leader.getByRole('status')).toContainText(`已发布为公开记录的条目 ${seq + 1}`);
		const now = (await scorecardOf(request, 'lodestone')).goals.find(({ key }) => key === KEY);
		expect(now).toMatchObject({ grade: 1 });
	});

	await test.step('the public page and signing out stay in the language', async () => {
		await leader.getByRole('link', { name: '目标的公开页面', exact: true }).last().click();
		await expect(leader).toHaveURL(`/zh/lodestone/goals/${KEY}`);
		await expect(leader.getByRole('main')).toContainText(NARRATIVE);
		await leader.goto('/zh/workspace/lodestone');
		await leader.getByRole('button', { name: '退出登录' }).click();
		await expect(leader).toHaveURL('/zh/workspace/sign-in');
		await arrive(leader, '登录');
	});
});

async function signIn(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name: `以 ${name} 的身份登录` }).click();
	await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible();
}

test('names and titles in other scripts say so where everybody’s activity is listed', async ({
	page
}) => {
	await page.goto('/zh/workspace/lodestone/activity');
	await signIn(page, 'Ines Valderrama');
	const who = page.getByRole('cell', { name: 'Ravi Chandrasekar', exact: true }).first();
	await expect(who).toHaveAttribute('lang', 'en');
	await expect(who).toHaveAttribute('dir', 'auto');
	const what = page.getByRole('row').filter({ has: who }).first().getByRole('cell').nth(2);
	await expect(what).toHaveAttribute('dir', 'auto');
	await expect(what).not.toHaveAttribute('lang', 'en');
});

test('no mark of a trail stands alone on its line', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 800 });
	await page.goto('/zh/workspace/lodestone/goals/third-party-testing');
	await signIn(page, 'Ines Valderrama');
	for (const path of [
		'/zh/workspace/lodestone/goals/third-party-testing',
		'/zh/lodestone/goals/miss-rate'
	]) {
		await page.goto(path);
		const trail = page.getByRole('navigation', { name: '当前位置' }).getByRole('listitem');
		expect(await trail.count()).toBeGreaterThan(1);
		// The mark is before the name, on the first of the item's lines: so the name begins there too.
		for (const item of await trail.all()) {
			const [whole, name] = await item.evaluate((li) =>
				[li, li.firstElementChild!].map((each) => each.getClientRects()[0]!.top)
			);
			expect(Math.abs(whole! - name!)).toBeLessThan(10);
		}
	}
});
