import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server in this process that keeps what it is given, and can be made to refuse. */

export type Received = {
	to: string;
	/** Headers by their name in lower case, unfolded. */
	headers: Record<string, string>;
	/** The plain text part, decoded. */
	text: string;
};
/** What the server is about to do: greet, take a recipient, take the body, or say that it has it. */
export type Moment = 'connect' | 'recipient' | 'body' | 'taken';

export type PostOffice = {
	url: string;
	/** What it said it took, in order. */
	taken: Received[];
	/** What it read to the end, answered or not. */
	read: Received[];
	/** Called at each moment; a number refuses with that code, `hang up` closes the connection unanswered. */
	at: (moment: Moment, address: string) => number | 'hang up' | 'never' | void;
	close(): Promise<void>;
};

export async function openPostOffice(): Promise<PostOffice> {
	const answer = (moment: Moment, address: string, done: (error?: Error | null) => void): void => {
		const what = office.at(moment, address);
		if (what === 'never') return;
		if (what === 'hang up') {
			for (const each of server.connections) each.close();
			return;
		}
		done(what === undefined ? null : Object.assign(new Error('Refused.'), { responseCode: what }));
	};
	const server: SMTPServer = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		onConnect: (_, done) => answer('connect', '', done),
		onRcptTo: ({ address }, _, done) => answer('recipient', address, done),
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				const to = session.envelope.rcptTo[0]!.address;
				const mail = { to, ...parse(Buffer.concat(chunks).toString('latin1')) };
				office.read.push(mail);
				answer('body', to, (error) => {
					if (!error) office.taken.push(mail);
					done(error);
					if (!error) setImmediate(() => office.at('taken', to));
				});
			});
		}
	});
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	const office: PostOffice = {
		url: `smtp://127.0.0.1:${port}`,
		taken: [],
		read: [],
		at: () => undefined,
		close: () => new Promise((resolve) => server.close(() => resolve()))
	};
	return office;
}

function parse(raw: string): Omit<Received, 'to'> {
	const [head, body] = halves(raw);
	const headers = headersOf(head);
	const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
	if (boundary === undefined)
		return { headers, text: decoded(body, headers['content-transfer-encoding']).trim() };
	const part = body
		.split(`--${boundary}`)
		.find((each) => /^\s*content-type: text\/plain/im.test(each))!;
	const [partHead, partBody] = halves(part.trimStart());
	return {
		headers,
		text: decoded(partBody, headersOf(partHead)['content-transfer-encoding']).trim()
	};
}

function halves(raw: string): [string, string] {
	const at = raw.indexOf('\r\n\r\n');
	return [raw.slice(0, at), raw.slice(at + 4)];
}

function headersOf(head: string): Record<string, string> {
	const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
	return Object.fromEntries(
		lines.map((line) => [
			line.split(':')[0]!.toLowerCase(),
			line.slice(line.indexOf(':') + 1).trim()
		])
	);
}

function decoded(body: string, encoding = '7bit'): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
	const bytes =
		encoding === 'quoted-printable'
			? body
					.replace(/=\r\n/g, '')
					.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
			: body;
	return Buffer.from(bytes, 'latin1').toString().replaceAll('\r\n', '\n');
}
