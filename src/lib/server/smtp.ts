import type { Config } from './config.ts';

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
