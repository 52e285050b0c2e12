import { AsyncLocalStorage } from 'node:async_hooks';
import { SmtpEmailDriver } from '@supabase/lite';
import { inLocale, localeOf, type Locale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { Config } from '../config.ts';
import { mailServer, printMail } from '../smtp.ts';

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

function bySmtp(smtp: NonNullable<Config['smtp']>): MailDriver {
	const { login, ...server } = mailServer(smtp);
	return new SmtpEmailDriver({ ...server, from: smtp.from, ...login });
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

/** Sends the embedded backend's e-mails, with links that lead to this app. */
export function mailDriver(config: Config): MailDriver {
	const driver = config.smtp ? bySmtp(config.smtp) : toTerminal;
	return {
		send({ to, subject }) {
			const [kind, what = '', token = ''] = subject.split(' ');
			const locale = languages.getStore() ?? 'en';
			const mail = kind === 'new-address' ? newAddressMail : signInMail;
			return driver.send({ to, ...mail(what, token, config.linkOrigin, locale) });
		}
	};
}
