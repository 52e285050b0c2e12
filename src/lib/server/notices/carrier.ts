import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Readable } from 'node:stream';
import type { Config } from '../config.ts';
import { mailServer, printMail } from '../smtp.ts';

/** What takes a mail away. */

export type Mail = {
	/** The same for the same mail, however often it is tried. */
	id: string;
	to: { name: string; address: string };
	subject: string;
	text: string;
	html: string;
	/** The address that stops these mails, for people and for mail programs (RFC 8058); none can stop others. */
	unsubscribe?: string;
};

/**
 * The mail was certainly not taken. Any other error of {@link Connection.send} leaves open whether it
 * was: the mail server had it, and its answer did not come.
 */
export class NotTaken extends Error {
	/** False where it is worth trying again. */
	readonly permanent: boolean;
	constructor(message: string, permanent: boolean) {
		super(message);
		this.permanent = permanent;
	}
}

export type Connection = {
	/** Resolves once the mail is taken. */
	send(mail: Mail): Promise<void>;
	close(): void;
};
/** Makes a connection that is ready for one mail. */
export type Carrier = () => Promise<Connection>;

/** What takes mails: the mail server, the terminal for a demonstration, or null where nothing does. */
export function carrierOf(
	{ smtp }: Pick<Config, 'smtp'>,
	isDemonstration: boolean
): Carrier | null {
	if (smtp) return () => connect(smtp);
	return isDemonstration ? async () => TERMINAL : null;
}

const TERMINAL: Connection = {
	send: async ({ to, subject, text }) => printMail(to.address, subject, text),
	close() {}
};

// All steps of one mail together stay below the ten minutes after which others take it for lost.
const PATIENCE = {
	dnsTimeout: 20_000,
	connectionTimeout: 20_000,
	greetingTimeout: 20_000,
	socketTimeout: 60_000
};

async function connect(smtp: NonNullable<Config['smtp']>): Promise<Connection> {
	const { login, ...server } = mailServer(smtp);
	const connection = new SMTPConnection({ ...server, ...PATIENCE });
	let fail: (error: Error) => void = () => undefined;
	connection.on('error', (error: Error) => fail(error));
	connection.on('end', () => fail(new Error('The mail server closed the connection.')));
	const step = (begin: (done: (error?: Error | null) => void) => void) =>
		new Promise<void>((resolve, reject) => {
			fail = reject;
			begin((error) => (error ? reject(error) : resolve()));
		});
	try {
		await step((done) => connection.connect(done));
		if (login) await step((done) => connection.login({ credentials: login }, done));
	} catch (error) {
		connection.close();
		throw error;
	}
	return {
		async send(mail) {
			const { envelope, message } = await compose(mail, smtp.from);
			let begun = false;
			// The body is asked for once the server has taken sender and recipient.
			const body = Readable.from(
				(function* () {
					begun = true;
					yield message;
				})()
			);
			try {
				await step((done) => connection.send(envelope, body, done));
			} catch (error) {
				throw told(error as SmtpError, begun);
			}
		},
		close: () => connection.close()
	};
}

type SmtpError = Error & { responseCode?: number; command?: string };

/** A refusal by the server is one; a connection lost under way is one before the body was begun. */
function told(error: SmtpError, begun: boolean): Error {
	const { responseCode = 0, command, message } = error;
	if (responseCode >= 400) return new NotTaken(message, responseCode >= 500);
	if (!begun) return new NotTaken(message, command === 'API');
	return error;
}

async function compose({ id, to, subject, text, html, unsubscribe }: Mail, from: string) {
	const composed = new MailComposer({
		from,
		to,
		subject,
		text,
		html,
		messageId: `<${id}@${from.split('@')[1]}>`,
		headers: headersOf(unsubscribe)
	}).compile();
	return { envelope: composed.getEnvelope(), message: await composed.build() };
}

/* eslint-disable no-restricted-syntax -- headers of e-mail */
const headersOf = (unsubscribe: string | undefined) => ({
	...(unsubscribe && {
		// Prepared: an address that is folded over lines is one no more.
		'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
	}),
	'Auto-Submitted': 'auto-generated'
});
