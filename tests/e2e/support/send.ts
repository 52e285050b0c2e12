import { request as open, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** Requests as no browser and no `fetch` would send them: paths, headers and bodies byte for byte. */

export type Sent = {
	method?: string;
	/** As on the request line; nothing of it is resolved or encoded. */
	path: string;
	headers?: Record<string, string>;
	body?: string | Buffer;
};
export type Got = {
	status: number;
	headers: IncomingHttpHeaders;
	/** The bytes of all headers with the status line, as proxies count them. */
	headBytes: number;
	text: string;
};

/** On a connection of its own: a test that pauses would find that of the request before closed. */
const ALONE = { host: '127.0.0.1', agent: false } as const;

export function send(
	port: number,
	{ method = 'GET', path, headers = {}, body }: Sent
): Promise<Got> {
	return new Promise((resolve, reject) => {
		const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
		const call = open(
			{ ...ALONE, port, method, path, headers: { ...length, ...headers } },
			(response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						headBytes: bytesOf(response),
						text: Buffer.concat(parts).toString('utf8')
					})
				);
			}
		);
		call.on('error', reject);
		call.end(body);
	});
}

function bytesOf({ httpVersion, statusCode, statusMessage, rawHeaders }: IncomingMessage): number {
	const lines = [`HTTP/${httpVersion} ${statusCode} ${statusMessage}`];
	for (let at = 0; at < rawHeaders.length; at += 2)
		lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
	return Buffer.byteLength(`${lines.join('\r\n')}\r\n\r\n`);
}

const FORM = 'application/x-www-form-urlencoded';

/** The headers of a form that is posted from the app's own page. */
export const asForm = (origin: string, cookie = '') => ({
	'content-type': FORM,
	// Else SvelteKit answers as to a script.
	accept: 'text/html',
	origin,
	host: new URL(origin).host,
	...(cookie ? { cookie } : {})
});

/** Signs in to the demonstration as the person with that address, and gives the cookies. */
export async function cookieOf(
	{ origin, port }: { origin: string; port: number },
	email: string
): Promise<string> {
	const { status, headers } = await send(port, {
		method: 'POST',
		path: '/workspace/sign-in?/demonstration',
		headers: asForm(origin),
		body: new URLSearchParams({ email }).toString()
	});
	if (status !== 303) throw new Error(`Signing in as ${email} answers ${status}.`);
	return (headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
}

/**
 * The status of the answer to a request whose body begins and does not go on: who answers has not waited
 * for it. Rejects where no answer comes within ten seconds.
 */
export function sendBegun(
	port: number,
	{ method = 'POST', path, headers = {}, body = 'a=1&' }: Sent
): Promise<number> {
	return new Promise((resolve, reject) => {
		const call = open({ ...ALONE, port, method, path, headers, timeout: 10_000 }, (response) => {
			resolve(response.statusCode ?? 0);
			call.destroy();
		});
		call.on('timeout', () => call.destroy(new Error(`${method} ${path} waits for the body.`)));
		call.on('error', ({ message }) => reject(new Error(`${method} ${path}: ${message}`)));
		call.write(body);
	});
}
