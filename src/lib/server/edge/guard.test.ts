import { createServer, request as open, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { log } from '../log.ts';
import { limitRest } from './drain.ts';
import { guarded, type Handler } from './guard.ts';

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

async function listen(handler: Handler): Promise<number> {
	const answer = guarded(handler);
	server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
	return (server.address() as AddressInfo).port;
}

function statusOf(port: number, headers: Record<string, string> = {}): Promise<number> {
	return new Promise((resolve, reject) => {
		const call = open({ port, host: '127.0.0.1', headers }, (response) => {
			response.resume();
			resolve(response.statusCode!);
		});
		call.on('error', reject);
		call.end();
	});
}

test.each([
	[
		'throws',
		() => {
			throw new Error('no');
		}
	],
	[
		'rejects',
		async () => {
			throw new Error('no');
		}
	]
])('a handler that %s answers 500, and the next request is answered', async (_, fail) => {
	const logged = vi.spyOn(log(), 'error').mockImplementation(() => undefined);
	const port = await listen(({ url }, response) => (url === '/' ? fail() : response.end()));
	expect(await statusOf(port)).toBe(500);
	expect(logged).toHaveBeenCalledOnce();
	logged.mockRestore();
});

test('no handler sees a range: the static files’ server throws over one that runs backwards', async () => {
	const port = await listen(({ headers }, response) =>
		response.writeHead(headers.range === undefined ? 200 : 206).end()
	);
	expect(await statusOf(port, { range: 'bytes=9-1' })).toBe(200);
});

test('a connection carries any number of requests, and ends with its last', async () => {
	const port = await listen((_, response) => response.end('ok'));
	const socket = connect({ port, host: '127.0.0.1' });
	let answers = 0;
	socket.on('data', (part) => (answers += part.toString().split('HTTP/1.1 200').length - 1));
	const ended = new Promise((done) => socket.once('close', done));
	const request = 'GET / HTTP/1.1\r\nhost: x\r\n';
	socket.write(`${request}\r\n`.repeat(20_000));
	socket.write(`${request}connection: close\r\n\r\n`);
	await ended;
	// A piece can end in the middle of a status line.
	expect(answers).toBeGreaterThan(19_000);
	expect(await statusOf(port)).toBe(200);
});

test('of what a connection sends at once, one is answered at a time, and nothing once it is closed', async () => {
	let [under, most, begun] = [0, 0, 0];
	const port = await listen(async (_, response) => {
		begun += 1;
		most = Math.max(most, ++under);
		await new Promise((done) => setTimeout(done, 5));
		under -= 1;
		response.end('ok');
	});
	const socket = connect({ port, host: '127.0.0.1' });
	socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(500));
	await vi.waitFor(() => expect(begun).toBeGreaterThan(5));
	socket.destroy();
	await vi.waitFor(() => expect(under).toBe(0));
	const answered = begun;
	expect(await statusOf(port)).toBe(200);
	expect({ most, begun }).toEqual({ most: 1, begun: answered + 1 });
});

/** Sends a head and then pieces of a body until the server hangs up or all are sent; gives what it answered. */
async function post(port: number, head: string, pieces: number, piece: string): Promise<string> {
	const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
	let answer = '';
	socket.on('data', (part) => (answer += part));
	socket.on('error', () => undefined);
	const answered = new Promise<void>((done) => {
		socket.once('end', done);
		socket.once('close', done);
	});
	socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`);
	for (let sent = 0; sent < pieces && socket.writable; sent += 1)
		await new Promise<void>((done) => {
			if (socket.write(piece)) return void setImmediate(done);
			socket.once('drain', done);
			socket.once('close', () => done());
		});
	await answered;
	socket.destroy();
	return answer;
}

const MB = 'x'.repeat(1_000_000);

test.each(['keep-alive', 'close'])(
	'who sends more than is read still sees the answer, %s',
	async (connection) => {
		const port = await listen((_, response) => response.writeHead(413).end('too large'));
		server!.keepAliveTimeout = 1;
		const head = `content-length: 20000000\r\nconnection: ${connection}`;
		const answer = await post(port, head, 20, MB);
		expect(answer).toMatch(/^HTTP\/1.1 413 [^]*too large/);
	}
);

test('who sends without end is cut off', async () => {
	const port = await listen((request, response) => {
		response.once('finish', () => limitRest(request, 1_000_000));
		response.writeHead(413).end('too large');
	});
	const chunk = `${MB.length.toString(16)}\r\n${MB}\r\n`;
	await post(port, 'transfer-encoding: chunked', Infinity, chunk);
	expect(server!.listening).toBe(true);
});
