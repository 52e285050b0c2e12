import type { Config } from './config.ts';

/** Shows an e-mail of the demonstration in the terminal, where no mail server takes it. */
export function printMail(to: string, subject: string, text: string): void {
	const lines = `${subject}\n${text}`.replaceAll('\n', '\n  ');
	console.log(
		`\nE-mail to ${to} (no mail server is configured, so it is printed here)\n  ${lines}\n`
	);
}

/** The mail server that `SMTP_URL` names, in the words of nodemailer. */
export function mailServer({ url: text }: NonNullable<Config['smtp']>) {
	const url = new URL(text);
	const secure = url.protocol === 'smtps:';
	return {
		host: url.hostname,
		port: Number(url.port) || (secure ? 465 : 587),
		secure,
		login: url.username
			? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
			: null
	};
}

/** What a mail server says, fit for the log. */
export const withoutAddresses = (text: string) => text.replace(/[^\s<>"]+@[^\s<>"]+/g, '…');
