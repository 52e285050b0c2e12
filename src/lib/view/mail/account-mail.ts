import { inLocale, TAGS, type Locale } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import { anchor, escaped } from './mail-html.ts';

/** What a person is told by e-mail of a change to their account. The language is the ambient one. */

export type AccountChange =
	| { kind: 'password' }
	/** Told to the address that was given up. */
	| { kind: 'address'; address: string }
	| { kind: 'deleted' };

/** The mail as plain text and as HTML that says the same. `origin`: where this app is reached. */
export function accountMail(change: AccountChange, origin: string, language: Locale) {
	const { kind } = change;
	const subject = m.account_mail_subject({ kind });
	const address = change.kind === 'address' ? change.address : '';
	const lines = [m.account_mail_said({ kind, address }), m.account_mail_otherwise({ kind })];
	const link = { text: m.ws_sign_in(), link: origin + inLocale('/workspace/sign-in', language) };
	/* eslint-disable no-restricted-syntax -- HTML */
	const html = `<!doctype html>
<html lang="${TAGS[language]}">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body>
${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
<p>${anchor(link)}</p>
</body>
</html>
`;
	/* eslint-enable no-restricted-syntax */
	return { subject, text: [...lines, m.mail_link_line(link)].join('\n\n'), html };
}
