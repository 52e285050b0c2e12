import { rm } from 'node:fs/promises';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { startServer } from './support/app.ts';
import { arrive, signInAs, visit } from './support/pages.ts';
import { copyOf } from './support/templates.ts';
import { stopInPeace } from './support/stop.ts';
import { expect, test as base } from './support/test.ts';

/** A server with a mail server of its own, to which the first notices go seconds after the start. */
const test = base.extend<object, { office: PostOffice }>({
	office: [
		// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
		async ({}, use) => {
			const office = await openPostOffice();
			await use(office);
			await office.close();
		},
		{ scope: 'worker' }
	],
	server: [
		async ({ office }, use) => {
			const directory = await copyOf('demonstration');
			const server = await startServer(directory, {
				DEMO: 'on',
				SMTP_URL: office.url,
				MAIL_FROM: 'waymark@lodestone.example'
			});
			await use(server);
			await stopInPeace(server, /"status":5\d\d|notices? (was|were) /);
			await rm(directory, { recursive: true });
		},
		{ scope: 'worker', timeout: 60_000 }
	]
});

/** The link that stops the mails, from the newest mail to somebody, as a path on the server. */
async function stopLink(office: PostOffice, address: string): Promise<string> {
	await expect.poll(() => office.taken.some(({ to }) => to === address)).toBe(true);
	const { headers } = office.taken.findLast(({ to }) => to === address)!;
	const { pathname, search } = new URL(headers['list-unsubscribe']!.slice(1, -1));
	return pathname + search;
}

const INES = 'ines.valderrama@lodestone.example';
const RAVI = 'ravi.chandrasekar@lodestone.example';
const KWABENA = 'kwabena.asare-holt@lodestone.example';

test('a mail’s link stops the mails without signing in, and the workspace starts them again', async ({
	page,
	office,
	server,
	openPage,
	browser
}) => {
	const link = await stopLink(office, INES);
	await stopLink(office, RAVI);
	const told = (address: string) => office.taken.filter(({ to }) => to === address);
	// What waits goes to the leaders, what is due to the goals' owners, each in one mail.
	// She also proposed the scorecards that the demonstration has, which another leader certified.
	expect(told(INES)).toHaveLength(1);
	const lines = told(INES)[0]!.text.split('\n');
	expect(lines).toContain(
		'Siobhán Delacroix submitted an update on “Quarterly transparency report”. It waits for a leader.'
	);
	const certified = lines.indexOf(
		'The certified scorecard of Q1 2025 that you proposed is published.'
	);
	expect(lines[certified + 1]).toBe(`${server.origin}/lodestone/certified/2025-Q1`);
	await visit(page, '/lodestone/certified/2025-Q1', /Q1 2025/);
	expect(told(RAVI)).toHaveLength(1);
	expect(told(RAVI)[0]!.text).toMatch(
		/^The next update on “.+” (is|was) due on \d+ \w+ \d{4}\.\n/m
	);

	await test.step('by a button, without a session and without JavaScript', async () => {
		const plain = await browser.newContext({
			baseURL: server.origin,
			javaScriptEnabled: false
		});
		const reader = await plain.newPage();
		await reader.goto(`/zh${link}`);
		await expect(reader.getByRole('heading', { level: 1 })).toHaveText('停止通知');
		await reader.goto(link);
		await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Stop notices');
		await expect(reader.getByRole('main')).toContainText('of Lodestone');
		await reader.getByRole('button', { name: 'Send me no more notices' }).click();
		await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Notices are stopped');
		expect(await plain.cookies()).toEqual([]);
		await plain.close();
		await visit(page, link, 'Notices are stopped');
	});

	await test.step('by a mail program’s one click, which names no origin', async () => {
		const path = await stopLink(office, KWABENA);
		const post = (address: string, headers: Record<string, string> = {}) =>
			fetch(server.origin + address, {
				method: 'POST',
				headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
				body: 'List-Unsubscribe=One-Click'
			});
		// Only there, and never for what a page elsewhere makes a browser send.
		expect((await post('/workspace/sign-out')).status).toBe(403);
		expect((await post(path, { origin: 'https://elsewhere.example' })).status).toBe(403);
		await visit(page, path, 'Stop notices');
		expect((await post(`${path}0`)).status).toBe(404);
		expect((await post(path)).status).toBe(200);
		await visit(page, path, 'Notices are stopped');
	});

	await test.step('a link that is not whole says what to do', async () => {
		const answer = await page.goto(link.slice(0, -1));
		expect(answer!.status()).toBe(404);
		await expect(page.getByRole('main')).toContainText('Open it from the mail again');
	});

	await test.step('the member finds it in the workspace, and chooses anew', async () => {
		await signInAs(page, 'Ines Valderrama');
		await page.getByRole('link', { name: 'Notices' }).click();
		await arrive(page, 'Notices by e-mail');
		await expect(page.getByText(`They go to ${INES}.`)).toBeVisible();
		await expect(page.getByRole('radio', { name: 'Not at all' })).toBeChecked();
		await page.getByRole('radio', { name: 'Once a day' }).check();
		await page.getByRole('radio', { name: '简体中文' }).check();
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('status')).toContainText('Saved.');
		await visit(page, '/zh/workspace/lodestone/notices', '邮件通知');
		await expect(page.getByRole('radio', { name: '每天一次' })).toBeChecked();
		await expect(page.getByRole('radio', { name: '简体中文' })).toBeChecked();
		await visit(page, '/workspace/lodestone/activity', 'Activity');
		const log = page.getByRole('region', { name: 'Activity' });
		await expect(log).toContainText('Changed notices by e-mail from “Not at all” to “Once a day”');
		await expect(log).toContainText('Chose no notices by e-mail');
	});

	await test.step('a reviewer reads what concerns a reviewer', async () => {
		const reviewer = await openPage();
		await signInAs(reviewer, 'Dr Amara Okonjo-Lind');
		await visit(reviewer, '/workspace/lodestone/notices', 'Notices by e-mail');
		await expect(reviewer.getByRole('main')).toContainText('which you may then review');
		await expect(reviewer.getByRole('radio', { name: 'At once' })).toBeChecked();
	});
});
