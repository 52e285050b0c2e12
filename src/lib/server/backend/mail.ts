import { AsyncLocalStorage } from 'node:async_hooks';
import { SmtpEmailDriver } from '@supabase/lite';
import { inLocale, localeOf, type Locale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { mailServer, printMail, withoutAddresses } from '../smtp.ts';

/** The e-mails of the embedded backend: for signing in, and for a new address. */

type Message = { to: string; subject: string; text?: string; html?: string };
type MailDriver = { send(message: Message): Promise<void> };

/**
 * What the auth server is to write as its subjects: all that our own e-mails are made of. Its links would
 * need its endpoint in public; ours verify the same token.
 */
export const MAIL_TEMPLATES = {
	magic_link: { subject: 'sign-in {{ .Token }} {{ .TokenHash }}' },
	email_change: { subject: 'new-address {{ .NewEmail }} {{ .TokenHash }}' }
};

const languages = new AsyncLocalStorage<Locale>();

/**
 * Runs a request to the auth server. An e-mail that comes of it is in the language of the page that the
 * request names to return to, as in a hosted Supabase, whose template knows no more of the person.
 */
export function inLanguageOf<T>(request: Request, work: () => T): T {
	const back = new URL(request.url).searchParams.get('redirect_to');
	const url = back === null ? null : URL.parse(back);
	return languages.run(localeOf(url?.pathname ?? '/'), work);
}

const toTerminal: MailDriver = {
	send: async ({ to, subject, text = '' }) => printMail(to, subject, text)
};
const nowhere: MailDriver = {
	send: async () => {
		throw new Error('No mail server is configured.');
	}
};

/**
 * Hands e-mails to the mail server. Nobody waits for it: the database serves one request at a time, and who
 * waits longer would know that there is such an account.
 */
function bySmtp(smtp: NonNullable<Config['smtp']>): MailDriver {
	const { login, ...server } = mailServer(smtp);
	const driver = new SmtpEmailDriver({ ...server, from: smtp.from, ...login });
	return {
		async send(message) {
			driver
				.send(message)
				.catch(({ message: reason }: Error) =>
					log().error({ reason: withoutAddresses(reason) }, 'an e-mail of an account was not sent')
				);
		}
	};
}

/** The e-mail with a code and a link, either of which signs in. */
export function signInMail(code: string, token: string, origin: string, locale: Locale) {
	const link = `${origin}${inLocale('/workspace/sign-in/link', locale)}?token=${token}`;
	const lines = [
		m.notice_mail_code({ code }, { locale }),
		m.notice_mail_link({ link }, { locale }),
		m.notice_mail_once({}, { locale })
	];
	return { subject: m.notice_mail_subject({}, { locale }), text: lines.join('\n') };
}

/** The e-mail with a link that confirms a new address of an account. */
export function newAddressMail(address: string, token: string, origin: string, locale: Locale) {
	const link = `${origin}${inLocale('/workspace/account/address', locale)}?token=${token}`;
	const lines = [
		m.account_mail_change_link({ address, link }, { locale }),
		m.account_mail_change_once({}, { locale })
	];
	return { subject: m.account_mail_change_subject({}, { locale }), text: lines.join('\n') };
}

const catchers = new AsyncLocalStorage<(token: string) => void>();

/** The token of the link in the e-mail that comes of the work, which is not sent; null where none does. */
export async function tokenInstead(work: () => Promise<unknown>): Promise<string | null> {
	let caught: string | null = null;
	await catchers.run((token) => (caught = token), work);
	return caught;
}

/**
 * Sends the embedded backend's e-mails, with links that lead to this app. Without a mail server
 * the terminal shows those of a demonstration; it never does others', which would let in who reads logs.
 */
export function mailDriver(config: Config, isDemonstration: boolean): MailDriver {
	const driver = config.smtp ? bySmtp(config.smtp) : isDemonstration ? toTerminal : nowhere;
	return {
		async send({ to, subject }) {
			const [kind, what = '', token = ''] = subject.split(' ');
			const instead = catchers.getStore();
			if (instead) return instead(token);
			const locale = languages.getStore() ?? 'en';
			const mail = kind === 'new-address' ? newAddressMail : signInMail;
			return driver.send({ to, ...mail(what, token, config.linkOrigin, locale) });
		}
	};
}
