import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import type { Locale } from '../../locale.ts';
import { noticeMail, type MailText } from '../../view/mail/notice-mail.ts';
import type { Client } from '../backend/backend.ts';
import type { Database } from '../database.types.ts';
import { log } from '../log.ts';
import { withoutAddresses } from '../smtp.ts';
import { read, readOne } from '../database/answer.ts';
import { NotTaken, type Carrier, type Connection } from './carrier.ts';

/**
 * Empties the outbox. A mail is claimed, handed over and confirmed, each written down before the next
 * step, so that any number of mailers can run and each can be killed anywhere: what was only claimed is
 * claimed again, what was handed over and not confirmed is never sent again.
 */

/** How many mails were taken; refused, to be tried again; and given up, or of unknown fate. */
export type Tally = { sent: number; refused: number; given_up: number };

type Mailer = {
	/** Of the service role. */
	client: Client;
	carrier: Carrier;
	/** Where this app is reached, for the links. */
	origin: string;
	/** Aborted: the mail under way is the last. */
	signal?: AbortSignal;
};

/** Queues what is due, and sends all that is to be sent now. Throws where the database does not answer. */
export async function sendNotices(mailer: Mailer): Promise<Tally> {
	const { client, carrier, signal } = mailer;
	const tally: Tally = { sent: 0, refused: 0, given_up: 0 };
	read(await client.rpc('queue_due_notices'));
	tally.given_up += await uncertain(client);
	while (!signal?.aborted) {
		const rows = read(await client.rpc('claim_notices'));
		if (!rows.length) break;
		let connection: Connection;
		try {
			connection = await carrier();
		} catch (error) {
			tally[await refuse(client, rows, new NotTaken((error as Error).message, false))]++;
			// The next mail would fare no better now.
			break;
		}
		try {
			const came = await deliver(mailer, connection, rows);
			if (came !== 'unwanted') tally[came]++;
		} finally {
			connection.close();
		}
	}
	return tally;
}

type Row = Database['public']['Functions']['claim_notices']['Returns'][number];

async function deliver(
	{ client, origin }: Mailer,
	connection: Connection,
	rows: Row[]
): Promise<keyof Tally | 'unwanted'> {
	const { mail, notice, email, name } = rows[0]!;
	const token: string | null = readOne(await client.rpc('hand_over_notices', { mail }));
	if (token === null) return 'unwanted';
	const text = written(rows, origin, token);
	try {
		await connection.send({ id: `notice-${notice}`, to: { name, address: email }, ...text });
	} catch (error) {
		if (error instanceof NotTaken) return refuse(client, rows, error);
		await uncertain(client, mail);
		return 'given_up';
	}
	readOne(await client.rpc('confirm_notices', { mail }));
	return 'sent';
}

function written(rows: Row[], origin: string, token: string): MailText {
	const { organization_name: name, organization_slug: slug, language } = rows[0]!;
	return inLanguage(language as Locale, (language) =>
		noticeMail({ origin, language, organization: { name, slug }, notices: rows, token })
	);
}

/** Says something in a language, outside any request. Nothing else runs meanwhile. */
function inLanguage<T>(locale: Locale, say: (locale: Locale) => T): T {
	const ambient = getLocale;
	overwriteGetLocale(() => locale);
	try {
		return say(locale);
	} finally {
		overwriteGetLocale(ambient);
	}
}

/** Writes down that a mail was not taken, and reports it. */
async function refuse(
	client: Client,
	rows: Row[],
	error: NotTaken
): Promise<'refused' | 'given_up'> {
	const { mail } = rows[0]!;
	const reason = error.message;
	const { permanent } = error;
	const given_up = readOne(await client.rpc('refuse_notices', { mail, reason, permanent }));
	// Without the address: the log is not for those.
	const ids = rows.map(({ notice }) => notice);
	log().error(
		{ notices: ids, given_up, reason: withoutAddresses(reason) },
		'notices were not sent'
	);
	return given_up ? 'given_up' : 'refused';
}

/** Puts aside, and reports once, what was handed over and never confirmed; of one mail, or of all. */
async function uncertain(client: Client, mail?: string): Promise<number> {
	const rows = read(await client.rpc('uncertain_notices', mail === undefined ? {} : { mail }));
	for (const { notice, event, kind, handed_over_at } of rows)
		log().error(
			{ notices: [notice], event, kind, handed_over_at },
			'it is uncertain whether a notice was sent; it is not sent again'
		);
	return rows.length;
}
