import { rm } from 'node:fs/promises';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { startServer, type Server } from './app.ts';
import { stopInPeace } from './stop.ts';
import { copyOf, type TemplateName } from './templates.ts';

export { expect };

/**
 * The server that a file's tests run against. Files that name the same instance may share one, which
 * suits tests that only read; a file that writes names an instance of its own.
 */
type Instance = { name: string; template: TemplateName };

type TestFixtures = {
	/** Another person's browser: a page in a context of its own. */
	openPage: () => Promise<Page>;
};
type WorkerFixtures = { instance: Instance; server: Server };

export const test = base.extend<TestFixtures, WorkerFixtures>({
	instance: [
		{ name: 'reading', template: 'demonstration' },
		{ scope: 'worker', option: true }
	],

	server: [
		async ({ instance }, use) => {
			const directory = await copyOf(instance.template);
			const server = await startServer(directory, {
				DEMO: instance.template === 'demonstration' ? 'on' : 'off'
			});
			await use(server);
			await stopInPeace(server);
			await rm(directory, { recursive: true });
		},
		{ scope: 'worker', timeout: 60_000 }
	],

	baseURL: async ({ server }, use) => use(server.origin),

	context: async ({ context }, use) => {
		const faults = watch(context);
		await use(context);
		expect(faults, 'faults in the browser').toEqual([]);
	},

	openPage: async ({ browser, baseURL }, use) => {
		const opened: { context: BrowserContext; faults: string[] }[] = [];
		await use(async () => {
			const context = await browser.newContext({ baseURL });
			opened.push({ context, faults: watch(context) });
			return context.newPage();
		});
		for (const { context, faults } of opened) {
			await context.close();
			expect(faults, 'faults in the browser').toEqual([]);
		}
	}
});

/** Collects what scripts throw and what the browser complains of: hydration, the content policy. */
function watch(context: BrowserContext): string[] {
	const faults: string[] = [];
	context.on('weberror', (fault) => faults.push(String(fault.error())));
	context.on('console', (message) => {
		// A page that was refused, which the test itself asserts.
		if (message.text().startsWith('Failed to load resource')) return;
		if (message.type() === 'error') faults.push(message.text());
	});
	return faults;
}
