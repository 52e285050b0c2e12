import { m } from '../../../paraglide/messages.js';
import type { Way } from './ceilings.ts';

/** What to tell whoever tried too often: how long to wait, and which way in is still open. */
export function tooOften(way: Way, seconds: number, mails: boolean): string {
	const wait = { count: Math.ceil(seconds / 60) };
	switch (way) {
		case 'password':
			return mails ? m.account_attempts_password(wait) : m.account_attempts_password_unmailed(wait);
		case 'code':
			return m.account_attempts_code(wait);
		case 'link':
			return mails ? m.account_attempts_link(wait) : m.account_attempts_link_unmailed(wait);
		case 'confirm':
			return m.account_attempts_confirm(wait);
		case 'send':
			return m.account_attempts_send(wait);
	}
}
