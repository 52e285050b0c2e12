import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { inTime } from './in-time.ts';

let server: Server;
afterEach(() => {
	server.closeAllConnections();
	server.close();
});

async function serve(answer: RequestListener): Promise<string> {
	server = createServer(answer);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const limited = inTime(fetch, { limit: 200, uploadLimit: 60_000 });

test('an answer that comes is passed on as it is', async () => {
	const address = await serve((_, response) => response.writeHead(201, { 'x-a': 'b' }).end('ab'));
	const response = await limited(address);
	expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([
		201,
		'b',
		'ab'
	]);
});

test('one that never begins is given up', async () => {
	const address = await serve(() => undefined);
	await expect(limited(address)).rejects.toThrow('No answer within 0.2 s.');
});

test('one that stops in the middle is given up', async () => {
	const address = await serve((_, response) => response.writeHead(200).write('a'));
	const response = await limited(address);
	await expect(response.text()).rejects.toThrow('No answer within 0.2 s.');
});

test('who reads slowly is waited for', async () => {
	const address = await serve((_, response) => response.end('ab'));
	const response = await limited(address);
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(await response.text()).toBe('ab');
});

test('a file may take longer on its way', async () => {
	const address = await serve((_, response) => setTimeout(() => response.end('ab'), 400));
	const upload = await limited(`${address}/storage/v1/object/evidence/a`, { method: 'POST' });
	expect(await upload.text()).toBe('ab');
});

test('who gives up first is heard', async () => {
	const address = await serve(() => undefined);
	const signal = AbortSignal.abort(new Error('enough'));
	await expect(limited(address, { signal })).rejects.toThrow('enough');
});
