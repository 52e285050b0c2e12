import type { APIRequest, APIRequestContext } from '@playwright/test';
import { roadmapOf, soundRecord } from './support/api.ts';
import { startServer, type Server } from './support/app.ts';
import { daysAgo } from './support/pages.ts';
import { some } from '../support/full.ts';
import { copyOf } from './support/templates.ts';
import { expect, test } from './support/test.ts';

const GOAL = 'build-provenance';
/** At which moments of a publication the server dies, in ms from its request on. */
const DELAYS = some([5, 25, 60], (delay) => delay === 25);
// Up to six starts of the server, one after another.
test.setTimeout(300_000);

test('what was acknowledged outlives kill -9 in the middle of publishing', async ({
	playwright
}) => {
	const directory = await copyOf('demonstration');
	const acknowledged: string[] = [];
	let alone = false;
	for (const delay of DELAYS) {
		const server = await startServer(directory, { DEMO: 'on' });
		const leader = await signIn(playwright.request, server);
		// Under the two-person rule nobody imports progress.
		if (!alone) await leader.post('/workspace/lodestone/members?/rule', { form: { rule: 'off' } });
		alone = true;
		const next = () => nextUpdate(leader, acknowledged.length);
		for (let count = 0; count < 4; count++) acknowledged.push(await (await next())());
		const publish = await next();
		const unanswered = publish().then(
			(narrative) => acknowledged.push(narrative),
			() => undefined
		);
		await new Promise((resolve) => setTimeout(resolve, delay));
		expect(await server.kill('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
		await unanswered;
		await leader.dispose();

		const restarted = await startServer(directory, { DEMO: 'on' });
		const reader = await playwright.request.newContext({ baseURL: restarted.origin });
		const entries = await soundRecord(reader);
		const narratives = entries.flatMap((entry) =>
			entry.kind === 'progress.reported' && entry.goal === GOAL ? [entry.narrative] : []
		);
		expect(narratives.slice(0, acknowledged.length)).toEqual(acknowledged);
		// At most the one in flight was recorded without an answer: then it is there whole.
		expect(narratives.length - acknowledged.length).toBeLessThanOrEqual(1);
		acknowledged.splice(0, Infinity, ...narratives);

		const shown = await reader.get(`/lodestone/goals/${GOAL}`);
		expect(await shown.text()).toContain(acknowledged.at(-1)!);
		await reader.dispose();
		expect(await restarted.stop()).toEqual({ code: 0, signal: null });
	}
	expect(acknowledged.length).toBeGreaterThanOrEqual(4 * DELAYS.length);
});

async function signIn(request: APIRequest, server: Server): Promise<APIRequestContext> {
	const leader = await request.newContext({
		baseURL: server.origin,
		// As a browser sends a form: what comes back is a page.
		extraHTTPHeaders: { origin: server.origin, accept: 'text/html' }
	});
	const answer = await leader.post('/workspace/sign-in?/demonstration', {
		form: { email: 'ines.valderrama@lodestone.example' }
	});
	expect(answer.url()).toBe(`${server.origin}/workspace/lodestone`);
	return leader;
}

/**
 * Prepares one more update for the import page. What it returns publishes it, and gives its narrative
 * once that is acknowledged.
 */
async function nextUpdate(leader: APIRequestContext, number: number) {
	const roadmap = await roadmapOf(leader, 'lodestone');
	const narrative = `Update ${number} of the goal.`;
	const goal = roadmap.goals.find(({ key }) => key === GOAL)!;
	goal.updates.push({ effective_on: daysAgo(0), grade: 1, narrative, evidence: [] });
	const form = { text: JSON.stringify(roadmap) };
	const previewed = await leader.post('/workspace/lodestone/import?/preview', { form });
	expect(previewed.url()).toMatch(/\/import\/[0-9a-f-]{36}$/);
	return async () => {
		await leader.post(`${previewed.url()}?/publish`, { form: { go: 'on' } });
		const words = async () =>
			(await (await leader.get(previewed.url())).text()).replace(/<!--.*?-->/g, '');
		await expect.poll(words).toContain('1 entry was added.');
		return narrative;
	};
}
