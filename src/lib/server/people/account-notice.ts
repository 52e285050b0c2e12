import { getLocale } from '../../paraglide/runtime.js';
import { accountMail, type AccountChange } from '../../view/mail/account-mail.ts';
import type { Backend } from '../backend/backend.ts';
import type { Config } from '../config.ts';
import { carrierOf } from '../notices/carrier.ts';
import { later } from './later.ts';

/**
 * Tells an address of a change to its account, soon, in the language of the page where it was made. Without a
 * mail server nobody is told.
 */
export function tell(
	{ config, backend }: { config: Config; backend: Backend },
	address: string,
	change: AccountChange
): void {
	const carrier = carrierOf(config, backend.demonstrationPassword !== null);
	if (!carrier) return;
	const mail = accountMail(change, config.linkOrigin, getLocale());
	later('account-mail', async () => {
		const connection = await carrier();
		try {
			const id = `account-${crypto.randomUUID()}`;
			await connection.send({ id, to: { name: '', address }, ...mail });
		} finally {
			connection.close();
		}
	});
}
