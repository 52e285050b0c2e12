import { openEmbedded } from '../../src/lib/server/backend/embedded.ts';
import { readConfig } from '../../src/lib/server/config.ts';
import { setUpLink } from '../../src/lib/server/people/set-up.ts';
import { serveProject, type Project } from '../hosted/auth-double/serve.ts';
import { startServer, type Server } from './support/app.ts';
import { copyOf } from './support/templates.ts';
import { arrive, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'hosted', template: 'empty' } });

/** Two app servers on one hosted project, of which Auth confirms every address by mail. */
let project: Project;
let servers: Server[] = [];

test.beforeAll(async () => {
	const directory = await copyOf('empty');
	const embedded = await openEmbedded(readConfig({ DATA_DIR: directory, DEMO: 'off' }));
	project = await serveProject(embedded, directory, { mailEvery: 0 });
	servers = await Promise.all([1, 2].map(() => startServer(directory, project.environment)));
	const { close } = project;
	project.close = async () => {
		await Promise.all(servers.map((server) => server.stop()));
		await close();
		await embedded.close();
	};
});
test.afterAll(() => project.close());

/** The code in the next mail to an address. */
async function codeTo(email: string, sent = 0): Promise<string> {
	const mails = () => project.mails.filter(({ to }) => to === email);
	await expect.poll(() => mails().length).toBeGreaterThan(sent);
	return /\b\d{6}\b/.exec(mails().at(-1)!.html)![0];
}

test('set-up, an invitation and its new account, each on another server than its link', async ({
	page,
	openPage
}) => {
	const [first, second] = servers as [Server, Server];
	const config = readConfig({ PORT: String(first.port), ...project.environment });
	const link = setUpLink(config, project.environment.SUPABASE_SECRET_KEY);
	const onSecond = (url: string) => second.origin + url.replace(/^https?:\/\/[^/]+/, '');

	await test.step('the first leader proves the address before anything is typed', async () => {
		await visit(page, onSecond(link), 'Set up Waymark');
		await page.getByLabel('Your e-mail address').fill('ada@northlight.example');
		await page.getByRole('button', { name: 'Send me a code' }).click();
		await expect(page.getByText('A code is on its way to ada@northlight.example')).toBeVisible();
		await page.getByLabel('Code').fill(await codeTo('ada@northlight.example'));
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page.getByLabel('Name of the organization')).toBeVisible();
		await page.getByLabel('Name of the organization').fill('Northlight');
		await page.getByLabel('Short name in addresses').fill('northlight');
		await page.getByLabel('Web site').fill('https://northlight.example');
		await page.getByLabel('Address of the roadmap').fill('https://northlight.example/roadmap');
		await page.getByLabel('Your name').fill('Ada Nkemelu');
		await page.getByLabel('Your password').fill('a long enough password');
		await page.getByRole('button', { name: 'Set up' }).click();
		await arrive(page, 'Inbox');
		await expect(page.getByText('Ada Nkemelu, leader')).toBeVisible();
	});

	await test.step('who is invited proves theirs, and the page does not loop', async () => {
		await page.getByRole('link', { name: 'Members' }).click();
		await page.getByLabel('E-mail address').fill('tom@northlight.example');
		await page.getByRole('button', { name: 'Create an invitation link' }).click();
		const invitation = await page.getByRole('status').getByRole('code').textContent();
		const guest = await openPage();
		await guest.goto(first.origin + invitation!.replace(/^https?:\/\/[^/]+/, ''));
		await arrive(guest, 'Join Northlight');
		await guest.getByRole('button', { name: 'Send me a code' }).click();
		await arrive(guest, 'Join Northlight');
		await guest.getByLabel('Code').fill(await codeTo('tom@northlight.example'));
		await guest.getByLabel('Your name').fill('Tom Iversen');
		await guest.getByLabel('Password').fill('another long password');
		await guest.getByRole('button', { name: 'Accept the invitation' }).click();
		await arrive(guest, 'Inbox');
		await expect(guest.getByText('Tom Iversen, contributor')).toBeVisible();
	});

	await test.step('what one server refuses, the other refuses too', async () => {
		const sign = async (server: Server, password: string) => {
			await page.goto(`${server.origin}/workspace/sign-in`);
			await page.getByLabel('E-mail address', { exact: true }).fill('tom@northlight.example');
			await page.getByLabel('Password').fill(password);
			await page.getByRole('button', { name: 'Sign in', exact: true }).click();
			await expect(page.getByRole('alert')).toBeVisible();
		};
		await page.goto(`${second.origin}/workspace/northlight`);
		await page.getByRole('button', { name: 'Sign out' }).click();
		for (let time = 0; time < 10; time++) await sign(first, 'not the password');
		await sign(second, 'another long password');
		await expect(page.getByRole('alert')).toContainText(
			'Too many passwords were tried. Wait 15 minutes, or sign in now with a code by e-mail.'
		);
	});
});
