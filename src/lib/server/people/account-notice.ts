import { getLocale } from '../../paraglide/runtime.js';
import { accountMail, type AccountChange } from '../../view/account-mail.ts';
import type { Config } from '../config.ts';
import { carrierOf } from '../notices/carrier.ts';
import { later } from './later.ts';

/** Tells an address of a change to its account, soon, in the language of the page where it was made. */
export function tell(config: Config, address: string, change: AccountChange): void {
	const mail = accountMail(change, config.linkOrigin, getLocale());
	later('account-mail', async () => {
		const connection = await carrierOf(config)();
		try {
			const id = `account-${crypto.randomUUID()}`;
			await connection.send({ id, to: { name: '', address }, ...mail });
		} finally {
			connection.close();
		}
	});
}
