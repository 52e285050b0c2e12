/** npm run operator -- add-leader …: what whoever runs the instance does from the command line. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { key, shortText } from '../src/lib/record/parts.ts';
import { openInstance } from '../src/lib/server/backend/index.ts';
import { addLeader } from '../src/lib/server/operator.ts';
import { emailField } from '../src/lib/workspace/account-form.ts';
import { check } from '../src/lib/workspace/form.ts';
import { emptyDataDir, runCommand } from './command-line.ts';

const USAGE = `Usage: npm run operator -- add-leader --organization SLUG --email ADDRESS --name NAME
  makes somebody a leader of an organization that was imported, with an account where they have none`;

const leaderForm = z.object({ organization: key, email: emailField, name: shortText });

async function run(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			organization: { type: 'string', default: '' },
			email: { type: 'string', default: '' },
			name: { type: 'string', default: '' },
			help: { type: 'boolean', short: 'h' }
		}
	});
	if (values.help || positionals.join(' ') !== 'add-leader') {
		console.error(USAGE);
		return values.help ? 0 : 2;
	}
	const checked = check(leaderForm, values);
	if (!checked.ok) {
		const lines = Object.entries(checked.errors).map(([name, error]) => `  --${name} ${error}`);
		console.error(`Nobody was added.\n${lines.join('\n')}`);
		return 2;
	}
	const nowhere = emptyDataDir();
	if (nowhere !== null) {
		console.error(
			`Nobody was added. No Waymark instance lives in ${nowhere}: set DATA_DIR to the directory of one.`
		);
		return 1;
	}
	const { organization: slug, email, name } = checked.value;
	const { config, backend } = await openInstance();
	const refused = await addLeader(backend, { slug, email, name });
	if (refused !== null) {
		console.error(`Nobody was added. ${refused}`);
		return 1;
	}
	console.log(
		`${name} is a leader of ${slug} now, and signs in with a code by e-mail to ${email}:\n  ${config.linkOrigin}/workspace/sign-in`
	);
	if (!config.hosted && !config.smtp)
		console.log('No mail server is configured, so the terminal of the server shows the code.');
	return 0;
}

await runCommand(
	run,
	'While the server runs, it alone may write. Stop the server, run this, and start it again.'
);
