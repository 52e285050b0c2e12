/** npm run notices: sends the notices that wait, once, where no server of one's own does it every minute. */
import { openInstance } from '../src/lib/server/instance.ts';
import { sendOnce } from '../src/lib/server/notices/clock.ts';
import { emptyDataDir, runCommand } from './command-line.ts';

async function run(): Promise<number> {
	const nowhere = emptyDataDir();
	if (nowhere !== null) {
		console.error(
			`Nothing was sent. No Waymark instance lives in ${nowhere}: set DATA_DIR to the directory of one.`
		);
		return 1;
	}
	const tally = await sendOnce(await openInstance());
	if (!tally) {
		console.error('Nothing was sent. No mail server is configured: set SMTP_URL and MAIL_FROM.');
		return 1;
	}
	const { sent, refused, given_up } = tally;
	console.log(`Mails sent: ${sent}. To be tried again: ${refused}. Given up: ${given_up}.`);
	return refused + given_up > 0 ? 1 : 0;
}

await runCommand(run, 'The server sends the notices itself while it runs.');
