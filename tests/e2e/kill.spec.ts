import type { BrowserContext, Locator, Page, Request } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { soundRecord } from './support/api.ts';
import { freePort, Server } from './support/app.ts';
import { signInAs } from './support/pages.ts';
import { some } from '../support/full.ts';
import { copyOf } from './support/templates.ts';
import { expect, test } from './support/test.ts';

/**
 * kill -9 while typing, keeping, uploading, saving, submitting and publishing, at one point of each and in
 * `.ci/full` at twenty. After each, the tab that was open loses nothing, another one finds all but the last
 * two seconds of typing, a file is there whole or not at all, and nothing is published twice or half. A
 * further point is one more line in one of the lists below, or a step of its own that calls `dies`.
 */

/** Milliseconds of typing without a pause, after which the server dies. */
const WHILE_TYPING = some([300, 2_600, 4_100], (ms) => ms === 2_600);
/** From the request, as the browser sends it, to the end of the server; null for before it goes out. */
const WHILE_KEEPING = some<Delay>([null, 0, 25], (delay) => delay === 0);
/** At these bytes per second a file is under way for some 500 ms; then the server looks at it. */
const UPLOAD_SPEED = 4_000_000;
const FILE_BYTES = 2_000_000;
const WHILE_UPLOADING = some<Delay>([null, 20, 250, 500, 560], (delay) => delay === 250);
type Delay = number | null;
type Round = Record<'saving' | 'submitting' | 'publishing', Delay>;
const ROUNDS = some<Round>(
	[
		{ saving: null, submitting: null, publishing: null },
		{ saving: 5, submitting: 5, publishing: 10 },
		{ saving: 40, submitting: 30, publishing: 60 }
	],
	({ saving }) => saving === 5
);
const POINTS =
	WHILE_TYPING.length + WHILE_KEEPING.length + WHILE_UPLOADING.length + 3 * ROUNDS.length;

/** What may be lost of typing. */
const LOST_MS = 2_000;
const FORM = '/workspace/lodestone/goals/build-provenance/updates/new';
const WORDS = 'What was done about the signing of builds, word by word and without a pause. ';

let directory: string;
let port: number;
let server: Server;
let deaths = 0;
let diedAt = 0;

test(`kill -9 at ${POINTS} points loses at most two seconds of typing, and publishes once`, async ({
	browser
}) => {
	test.setTimeout(540_000);
	directory = await copyOf('demonstration');
	port = await freePort();
	await starts();
	const newContext = () => browser.newContext({ baseURL: server.origin });
	const contexts = [await newContext(), await newContext()] as const;
	const [contributor, leader] = [await contexts[0].newPage(), await contexts[1].newPage()];
	await signInAs(contributor, 'Mei-Lin Tsai');
	await signInAs(leader, 'Ines Valderrama');
	/** Starts the server again; gives what another machine of the contributor then finds in the form. */
	const elsewhere = async () => {
		// The tab that is open would send everything once more.
		await contexts[0].setOffline(true);
		await starts();
		const other = await browser.newContext({
			baseURL: server.origin,
			storageState: await contexts[0].storageState()
		});
		const value = await narrativeOf(other);
		await other.close();
		await contexts[0].setOffline(false);
		return value;
	};

	await contributor.goto(FORM, { waitUntil: 'networkidle' });
	const typist = new Typist(narrative(contributor));
	for (const ms of WHILE_TYPING)
		await test.step(`while typing, after ${ms} ms`, async () => {
			await typist.until(() => sleep(ms).then(dies));
			typist.has(await elsewhere());
			await expect(narrative(contributor)).toHaveValue(typist.typed);
		});
	for (const delay of WHILE_KEEPING)
		await test.step(`while keeping, ${inWords(delay)}`, async () => {
			const keeps = (request: Request) => request.method() === 'PUT';
			await typist.until(() => diesAt(contributor, keeps, delay));
			typist.has(await elsewhere());
		});
	await test.step('the tab that was open has every letter, reloaded too', async () => {
		await contributor.reload({ waitUntil: 'networkidle' });
		await expect(narrative(contributor)).toHaveValue(typist.typed);
		await contributor.getByRole('button', { name: 'Discard it' }).click();
		await expect(narrative(contributor)).toHaveValue('');
	});

	const uploaded: Buffer[] = [];
	for (const delay of WHILE_UPLOADING)
		await test.step(`while uploading, ${inWords(delay)}`, async () => {
			const line = `What measurement ${uploaded.length} of the signing of builds gave.\n`;
			const buffer = Buffer.alloc(FILE_BYTES, line);
			const name = `measurement ${uploaded.length}.txt`;
			await slowly(contributor, UPLOAD_SPEED);
			const dead = diesAt(contributor, (request) => request.url().includes('/files?name='), delay);
			const files = contributor.getByLabel('Files', { exact: true });
			await Promise.all([dead, files.setInputFiles({ name, mimeType: 'text/plain', buffer })]);
			await starts();
			await slowly(contributor, -1);
			uploaded.push(buffer);
			const arrived = contributor.getByRole('group', { name: /^Evidence \d/ }).getByText(name);
			const again = contributor.getByRole('button', { name: `Try again ${name}` });
			await expect(arrived.or(again).first()).toBeVisible();
			if (await again.isVisible()) await again.click();
			await expect(arrived.first()).toBeVisible();
		});
	await test.step('each file is there once, and as it was', async () => {
		await contributor.getByRole('radio', { name: 'Begun' }).check();
		await narrative(contributor).fill('What was measured.');
		await contributor.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(contributor).toHaveURL(/\/preview/);
		const links = contributor.getByRole('main').getByRole('link', { name: /^measurement \d/ });
		await expect(links).toHaveCount(WHILE_UPLOADING.length);
		for (const [index, buffer] of uploaded.entries()) {
			const address = await links.nth(index).getAttribute('href');
			const answer = await contributor.request.get(address!);
			expect(Buffer.compare(await answer.body(), buffer)).toBe(0);
		}
	});

	const before = (await soundRecord(contributor.request)).length;
	for (const [round, { saving, submitting, publishing }] of ROUNDS.entries()) {
		const text = `What was done in round ${round}.`;
		let preview = '';
		await test.step(`while saving, ${inWords(saving)}`, async () => {
			await contributor.goto(FORM, { waitUntil: 'networkidle' });
			await contributor.getByRole('radio', { name: 'Begun' }).check();
			await narrative(contributor).fill(text);
			const evidence = contributor.getByRole('group', { name: 'Evidence 1', exact: true });
			await evidence.getByRole('textbox', { name: 'Title' }).fill(`Report ${round}`);
			await evidence.getByLabel('Address', { exact: true }).fill('https://lodestone.example/r');
			await pressAndDie(contributor, 'Save draft and preview', 'save', saving);
			preview = await savedOrAgain(contributor, text);
			await contributor.goto(preview, { waitUntil: 'networkidle' });
			await expect(contributor.getByRole('main')).toContainText(`Report ${round}`);
		});
		await test.step(`while submitting, ${inWords(submitting)}`, async () => {
			const submit = contributor.getByRole('button', { name: 'Submit for approval' });
			await pressAndDie(contributor, 'Submit for approval', 'submit', submitting);
			await contributor.goto(preview, { waitUntil: 'networkidle' });
			if (await submit.isVisible()) await submit.click();
			await expect(contributor.getByText('Submitted. The leaders find it')).toBeVisible();
		});
		await test.step(`while publishing, ${inWords(publishing)}`, async () => {
			await leader.goto(preview, { waitUntil: 'networkidle' });
			await pressAndDie(leader, 'Approve and publish', 'publish', publishing);
			await leader.goto(preview, { waitUntil: 'networkidle' });
			const publish = leader.getByRole('button', { name: 'Approve and publish' });
			if (await publish.isVisible()) {
				await publish.click();
				await expect(leader.getByRole('status')).toContainText('Published as entry');
			}
			const entries = await soundRecord(leader.request);
			expect(entries).toHaveLength(before + round + 1);
			expect(entries.at(-1)).toMatchObject({
				kind: 'progress.reported',
				narrative: text,
				evidence: [{ title: `Report ${round}` }]
			});
		});
	}
	expect(deaths).toBe(POINTS);
	for (const context of contexts) await context.close();
	expect(await server.stop()).toEqual({ code: 0, signal: null });
});

const inWords = (delay: Delay) => (delay === null ? 'before it is sent' : `${delay} ms on`);
const narrative = (page: Page) => page.getByLabel('Narrative', { exact: true });

/** What the page sends takes its time; -1 for as fast as it goes. In bytes per second. */
async function slowly(page: Page, uploadThroughput: number): Promise<void> {
	const browser = await page.context().newCDPSession(page);
	const others = { offline: false, latency: 0, downloadThroughput: -1 };
	await browser.send('Network.emulateNetworkConditions', { ...others, uploadThroughput });
}

async function starts(): Promise<void> {
	server = new Server(directory, port, { DEMO: 'on' });
	await server.printed(/Waymark is ready on/);
}

async function dies(): Promise<void> {
	deaths++;
	diedAt = Date.now();
	expect(await server.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
}

/** The server dies so long after the page sends a request that matches, or instead of getting it. */
async function diesAt(page: Page, matches: (request: Request) => boolean, delay: Delay) {
	if (delay !== null) {
		await page.waitForRequest(matches);
		await sleep(delay);
		return dies();
	}
	await new Promise<void>((resolve, reject) => {
		void page.route(
			(url) => url.origin === server.origin,
			async (route) => {
				if (!matches(route.request())) return route.continue();
				await dies().then(resolve, reject);
				await route.abort();
				await page.unrouteAll({ behavior: 'ignoreErrors' });
			}
		);
	});
}

/** Presses the button; the server dies on its action's request and is started again. */
async function pressAndDie(page: Page, button: string, action: string, delay: Delay) {
	const dead = diesAt(page, (request) => request.url().includes(`?/${action}`), delay);
	// The address may be gone before the press is answered.
	await Promise.all([dead, page.getByRole('button', { name: button }).click()]);
	await starts();
}

/** What a new tab shows in the form. */
async function narrativeOf(context: BrowserContext): Promise<string> {
	const page = await context.newPage();
	const read = page.waitForResponse((response) => response.url().includes('/autosave?form='));
	await page.goto(FORM);
	const kept = (await (await read).json()) as { typed: { narrative: string } } | null;
	if (kept) await expect(narrative(page)).toHaveValue(kept.typed.narrative);
	return narrative(page).inputValue();
}

/**
 * What was typed is in the form again and is saved now, or it is stored already: gives the address of its
 * preview, and finds nothing there that was not typed.
 */
async function savedOrAgain(page: Page, text: string): Promise<string> {
	await page.goto(FORM, { waitUntil: 'networkidle' });
	if ((await narrative(page).inputValue()) === text) {
		await page.getByRole('button', { name: 'Save draft and preview' }).click();
		await expect(page).toHaveURL(/\/preview/);
		return page.url();
	}
	await page.goto('/workspace/lodestone');
	const drafts = page.getByRole('region', { name: 'Your drafts' }).getByRole('link');
	const found = await drafts.evaluateAll((links) =>
		links.map((link) => (link as HTMLAnchorElement).href)
	);
	for (const address of found) {
		const answer = await page.request.get(address);
		if ((await answer.text()).includes(text)) return address;
	}
	throw new Error(`What was typed is neither in the form nor stored: ${text}`);
}

/** Somebody who types on, and remembers when each letter was typed. */
class Typist {
	typed = '';
	private readonly times: number[] = [];
	private readonly field: Locator;

	constructor(field: Locator) {
		this.field = field;
	}

	/** Types until the death is over, and for no letter longer. */
	async until(death: () => Promise<void>): Promise<void> {
		const page = this.field.page();
		await this.field.press('Control+End');
		// What the server was not there to keep is kept first: only typing counts, not its absence.
		const kept = page.waitForResponse((response) => response.request().method() === 'PUT');
		await this.letter();
		await kept;
		let dead = false;
		const over = death().finally(() => {
			dead = true;
		});
		while (!dead) await this.letter();
		await over;
	}

	private async letter(): Promise<void> {
		const letter = WORDS[this.typed.length % WORDS.length]!;
		await this.field.press(letter === ' ' ? 'Space' : letter);
		this.typed += letter;
		this.times.push(Date.now());
		await sleep(25);
	}

	/** Expects a copy to have what was typed until two seconds before the end, and nothing else. */
	has(copy: string): void {
		expect(this.typed.startsWith(copy), `a beginning of what was typed: ${copy}`).toBe(true);
		const certain = this.times.filter((time) => time < diedAt - LOST_MS).length;
		expect(copy.length).toBeGreaterThanOrEqual(certain);
	}
}
