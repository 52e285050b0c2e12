import { SmtpEmailDriver } from '@supabase/lite';
import type { Config } from '../config.ts';

type Message = { to: string; subject: string; text?: string; html?: string };
type MailDriver = { send(message: Message): Promise<void> };

/** The auth server's own link would need its endpoint in public; ours verifies the same token. */
function ourLinks(text: string, origin: string): string {
	return text.replace(
		/https?:\/\/\S+?\/auth\/v1\/verify\?token=([0-9a-f]+)[^\s"<]*/g,
		(_, token: string) => `${origin}/workspace/sign-in/link?token=${token}`
	);
}

const toTerminal: MailDriver = {
	async send({ to, subject, text }) {
		console.log(
			`\nE-mail to ${to} (no mail server is configured, so it is printed here)\n  ${subject}\n  ${(text ?? '').replaceAll('\n', '\n  ')}\n`
		);
	}
};

function bySmtp(smtp: NonNullable<Config['smtp']>): MailDriver {
	const url = new URL(smtp.url);
	return new SmtpEmailDriver({
		host: url.hostname,
		port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
		secure: url.protocol === 'smtps:',
		from: smtp.from,
		...(url.username
			? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
			: {})
	});
}

/** Sends the embedded backend's sign-in e-mails, with links that lead to this app. */
export function mailDriver(config: Config): MailDriver {
	const driver = config.smtp ? bySmtp(config.smtp) : toTerminal;
	return {
		send: ({ to, subject, text = '' }) =>
			driver.send({ to, subject, text: ourLinks(text, config.linkOrigin) })
	};
}
