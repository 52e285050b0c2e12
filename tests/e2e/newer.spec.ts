import type { APIRequestContext, Page } from '@playwright/test';
import { m } from '../../src/lib/paraglide/messages.js';
import { soundRecord } from './support/api.ts';
import { startServer, type Server } from './support/app.ts';
import { axe } from './support/axe.ts';
import { openSupabase } from './support/database.ts';
import { copyOf } from './support/templates.ts';
import { quarterAgo } from './support/pages.ts';
import { stopInPeace } from './support/stop.ts';
import { expect, test } from './support/test.ts';

/** A server that stays behind the record: entries of a later program are appended while it runs. */

const LOCALES = ['en', 'zh'] as const;
type Locale = (typeof LOCALES)[number];
const at = (path: string, locale: Locale) => (locale === 'en' ? path : `/zh${path}`);

/** Every kind of public page of the organization whose record is newer, and what else names it. */
const OWN = [
	'/lodestone',
	'/lodestone?as_of=2026-01-01',
	'/lodestone?per=month',
	'/lodestone/areas/security',
	'/lodestone/areas/policy',
	'/lodestone/goals/two-party-access',
	'/lodestone/goals/two-party-access?from=1&to=4',
	'/lodestone/calendar',
	'/lodestone/changes',
	'/lodestone/changes?weakening=any',
	'/lodestone/certified',
	`/lodestone/certified/${quarterAgo(1)}`
];
const NAMING = [
	'/',
	'/compare',
	'/compare/goals?q=access',
	'/methodology/sensitivity?organization=lodestone'
];
const OTHERS = [
	'/anthropic',
	'/anthropic/areas/security',
	'/anthropic/goals/data-retention',
	'/anthropic/calendar',
	'/anthropic/changes',
	'/anthropic/certified',
	'/methodology',
	'/methodology/sensitivity?organization=anthropic',
	'/record',
	'/record?page=2',
	'/record?organization=lodestone',
	'/record?organization=unread-lab'
];

/** The words of a page, without marks of the markup. */
async function textOf(request: APIRequestContext, path: string): Promise<string> {
	const response = await request.get(path);
	expect(response.status(), path).toBe(200);
	const [, main = ''] = /<main[^>]*>([^]*)<\/main>/.exec(await response.text()) ?? [];
	return main.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
}

const appears = (request: APIRequestContext, seq: number) =>
	expect
		.poll(async () => (await request.get(`/record?entry=${seq}`)).status(), { timeout: 15_000 })
		.toBe(200);

const figuresOf = async (request: APIRequestContext, slug: string) => {
	const { overall, areas, goals } = await (
		await request.get(`/api/v1/organizations/${slug}/scorecard`)
	).json();
	return { overall, areas, goals };
};

test('a server older than the record serves all that it can read, and says what it cannot', async ({
	playwright,
	browser
}) => {
	test.setTimeout(300_000);
	const database = await openSupabase(await copyOf('demonstration'));
	const running = await startServer('', database.variables);
	const request = await playwright.request.newContext({ baseURL: running.origin });
	try {
		const before = {
			lodestone: await figuresOf(request, 'lodestone'),
			anthropic: await figuresOf(request, 'anthropic')
		};

		const unknown = await database.append('lodestone', {
			kind: 'document.published',
			title: 'A safety framework',
			pages: { first: 1, last: 40 }
		});
		await appears(request, unknown);
		expect(await figuresOf(request, 'lodestone'), 'an unknown kind').toEqual(before.lodestone);
		for (const locale of LOCALES) {
			for (const path of ['/', '/lodestone', '/lodestone/changes', '/compare'])
				expect(await textOf(request, at(path, locale)), path).not.toContain(
					m.unread_title({}, { locale })
				);
			await showsUnknownKind(request, unknown, locale);
		}

		const unread = await database.append('lodestone', {
			kind: 'goal.published',
			goal: 'weather-watch',
			revision: 1,
			area: 'weather',
			title: 'Watch the weather',
			statement: 'We watch it.',
			criteria: ['It is watched']
		});
		await database.append('lodestone', {
			kind: 'progress.reported',
			goal: 'weather-watch',
			update: 'first',
			revision: 1,
			grade: 1,
			narrative: 'Watched.',
			evidence: []
		});
		await database.addOrganization('unread-lab');
		const registration = await database.append('unread-lab', {
			kind: 'organization.registered',
			name: 'Unread Lab',
			kept_by: 'a committee'
		});
		await appears(request, registration);

		await surveys(request, { unknown, unread, registration, before: before.anthropic });
		const page = await (await browser.newContext({ baseURL: running.origin })).newPage();
		await reads(page, unread);
		await works(page, unread, database.password);
		await page.context().close();
		expect(running.output).toContain(`Entry ${unread} (goal.published): `);

		const restarted = await startServer('', database.variables);
		const again = await playwright.request.newContext({ baseURL: restarted.origin });
		await surveys(again, { unknown, unread, registration, before: before.anthropic });
		await again.dispose();
		await ends(restarted);
	} finally {
		await request.dispose();
		await ends(running);
		await database.close();
	}
});

const ends = (server: Server) => stopInPeace(server, /"msg":"unforeseen"/);

async function showsUnknownKind(request: APIRequestContext, seq: number, locale: Locale) {
	const log = await textOf(request, at('/lodestone/changes', locale));
	expect(log).toContain(m.raw_heading_kind({ kind: 'document.published' }, { locale }));
	expect(log).toContain(m.raw_reason_kind({}, { locale }));
	expect(log).toContain('"first":1');
	const entry = await textOf(request, at(`/record?entry=${seq}`, locale));
	expect(entry).toContain(m.raw_heading_kind({ kind: 'document.published' }, { locale }));
	expect(entry).toContain('A safety framework');
	expect(entry).toContain('Lodestone AI (fictional)');
}

/** Every public page and answer, in both languages. */
async function surveys(
	request: APIRequestContext,
	seen: { unknown: number; unread: number; registration: number; before: unknown }
) {
	const { unknown, unread, registration, before } = seen;
	for (const locale of LOCALES) {
		const title = m.unread_title({}, { locale });
		const named = m.entry({ seq: unread }, { locale });
		for (const path of OWN) {
			const text = await textOf(request, at(path, locale));
			expect(text, path).toContain(title);
			expect(text.toLowerCase(), path).toContain(named.toLowerCase());
		}
		for (const path of NAMING)
			expect((await textOf(request, at(path, locale))).toLowerCase(), path).toContain(
				named.toLowerCase()
			);
		for (const path of OTHERS)
			expect(await textOf(request, at(path, locale)), path).not.toContain(title);
		await showsUnknownKind(request, unknown, locale);
		for (const seq of [unread, unread + 1, registration])
			await textOf(request, at(`/record?entry=${seq}`, locale));

		const log = await textOf(request, at('/lodestone/changes', locale));
		expect(log).toContain(m.raw_reason_values({}, { locale }));
		expect(log).toContain(m.raw_reason_place({}, { locale }));
		const certified = await textOf(request, at('/lodestone/certified', locale));
		expect(certified, 'certified before').toContain(m.certified_badge_match({}, { locale }));

		for (const path of ['/unread-lab', '/lodestone/goals/weather-watch']) {
			const response = await request.get(at(path, locale));
			expect(response.status(), path).toBe(404);
			const seq = path === '/unread-lab' ? registration : unread;
			expect(await response.text()).toContain(`/record?entry=${seq}`);
		}
		const api = at('/api/v1/organizations/lodestone', locale);
		for (const path of ['scorecard', 'trend', 'roadmap.json']) {
			const response = await request.get(`${api}/${path}`);
			expect(response.status(), path).toBe(409);
			expect(await response.json()).toMatchObject({
				type: '/api/v1/problems/older-than-record',
				title: m.unread_api_title({}, { locale }),
				detail: m.unread_api({ slug: 'lodestone', seq: unread }, { locale }),
				unread,
				page: at(`/record?entry=${unread}`, locale)
			});
		}
	}
	expect(await figuresOf(request, 'anthropic')).toEqual(before);
	const { organizations } = await (await request.get('/api/v1/organizations')).json();
	expect(organizations).toMatchObject([
		{ slug: 'lodestone', seq: unread + 1, unread },
		{ slug: 'anthropic', unread: null }
	]);
	const { quarters } = await (
		await request.get('/api/v1/organizations/lodestone/certified')
	).json();
	expect(quarters[0].certified[0].recomputed).toMatchObject({ matches: true });
	expect((await soundRecord(request)).at(-1)).toMatchObject({ seq: registration });
	const own = await request.get(
		`/record/entries.ndjson?organization=lodestone&after=${unknown - 1}`
	);
	expect((await own.text()).match(/"kind":"[^"]*"/g)).toEqual([
		'"kind":"document.published"',
		'"kind":"goal.published"',
		'"kind":"progress.reported"'
	]);
	const theirs = await request.get('/record/entries.ndjson?organization=unread-lab');
	expect(JSON.parse(await theirs.text())).toMatchObject({ name: 'Unread Lab' });
	for (const path of ['/sitemap.xml', '/api/v1/schemas/record-entry.json'])
		expect((await request.get(path)).status(), path).toBe(200);
}

/** What a reader sees of it. */
async function reads(page: Page, unread: number) {
	await page.goto('/lodestone');
	const notice = page.getByRole('complementary', { name: 'What this server can read' });
	await expect(notice).toContainText('This server is older than the record');
	await axe(page);
	await notice.getByRole('link', { name: `entry ${unread}` }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Goal published, not readable here'
	);
	await expect(page.getByText('the organization’s figures are withheld')).toBeVisible();
	await axe(page);
	await page.goto('/lodestone/changes');
	await axe(page);
	const line = page.getByRole('listitem').filter({ hasText: 'document.published' });
	await line.getByText('Its text as it was published').click();
	await expect(line.getByText('"pages":{"first":1,"last":40}')).toBeVisible();
}

/** What members meet: nothing is certified, computed or imported. */
async function works(page: Page, unread: number, password: string) {
	await page.goto('/workspace/sign-in');
	await page
		.getByLabel('E-mail address', { exact: true })
		.fill('ines.valderrama@lodestone.example');
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	const notice = page.getByRole('complementary', { name: 'What this server can read' });
	await expect(notice).toContainText('computes no figures');
	await axe(page);
	await page.goto('/workspace/lodestone/certify');
	await expect(page.getByText(`cannot read entry ${unread}: it cannot compute`)).toBeVisible();
	await expect(page.getByRole('button', { name: 'Preview' })).toHaveCount(0);
	await page.goto('/workspace/lodestone/import');
	await page.getByLabel('File').setInputFiles('supabase/examples/demonstration.json');
	await page.getByRole('button', { name: 'Preview' }).click();
	await expect(page.getByRole('main')).toContainText(`cannot read entry ${unread}, so that`);
	await page.goto('/workspace/lodestone');
	await page.locator('main a[href$="/preview"]').first().click();
	await expect(page.getByText('What publishing does to the scores cannot be said')).toBeVisible();
	await axe(page);
}
