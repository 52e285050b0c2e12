import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { healthChecks, type Waiting } from './health.ts';

let server: Server;
afterEach(() => server.close());

async function serve(waits: () => Promise<Waiting>): Promise<string> {
	const answers = healthChecks(waits);
	server = createServer(async (request, response) => {
		if (!(await answers(request, response))) response.end('the app');
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the process is alive whatever it waits for, and ready once it waits for nothing', async () => {
	let waits: Waiting = 'start';
	const origin = await serve(async () => waits);
	expect((await fetch(`${origin}/healthz`)).status).toBe(200);
	const early = await fetch(`${origin}/readyz`);
	expect([early.status, await early.json()]).toEqual([
		503,
		{ status: 'waiting', waits_for: 'start' }
	]);
	vi.setSystemTime(Date.now() + 2_000);
	waits = null;
	const ready = await fetch(`${origin}/readyz?a=b`);
	expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok' }]);
	expect(ready.headers.get('cache-control')).toBe('no-store');
	vi.useRealTimers();
});

test('who asks often does not keep the backend busy', async () => {
	const waits = vi.fn(async () => 'backend' as const);
	const origin = await serve(waits);
	await Promise.all(Array.from({ length: 20 }, () => fetch(`${origin}/readyz`)));
	expect(waits).toHaveBeenCalledOnce();
});

test('other addresses and methods are none of its business', async () => {
	const origin = await serve(async () => null);
	expect(await (await fetch(`${origin}/readyz/x`)).text()).toBe('the app');
	expect((await fetch(`${origin}/healthz`, { method: 'POST' })).status).toBe(405);
	expect(await (await fetch(`${origin}/healthz`, { method: 'HEAD' })).text()).toBe('');
});
