/** npm run operator -- COMMAND …: what whoever runs the instance does from the command line. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { key, shortText } from '../src/lib/record/parts.ts';
import { openInstance } from '../src/lib/server/backend/index.ts';
import { addLeader, removeAccount } from '../src/lib/server/operator.ts';
import { emailField } from '../src/lib/workspace/account-form.ts';
import { check } from '../src/lib/workspace/form.ts';
import { emptyDataDir, runCommand } from './command-line.ts';

const USAGE = `Usage: npm run operator -- add-leader --organization SLUG --email ADDRESS --name NAME
  makes somebody a leader of an organization that was imported, with an account where they have none
       npm run operator -- delete-account --email ADDRESS
  deletes somebody's account and their address for good; what they did and published keeps their name`;

const COMMANDS = {
	'add-leader': {
		form: z.object({ organization: key, email: emailField, name: shortText }),
		failed: 'Nobody was added.',
		run: addALeader
	},
	'delete-account': {
		form: z.object({ email: emailField }),
		failed: 'Nothing was deleted.',
		run: deleteAnAccount
	}
};
type Said = { refused: string } | { done: string };

async function addALeader(values: {
	organization: string;
	email: string;
	name: string;
}): Promise<Said> {
	const { organization: slug, email, name } = values;
	const { config, backend } = await openInstance();
	const refused = await addLeader(backend, { slug, email, name }, config.linkOrigin);
	if (refused !== null) return { refused };
	const unmailed = !config.hosted && !config.smtp;
	return {
		done: [
			`${name} is a leader of ${slug} now, and signs in with a code by e-mail to ${email}:`,
			`  ${config.linkOrigin}/workspace/sign-in`,
			...(unmailed
				? ['No mail server is configured, so the terminal of the server shows the code.']
				: [])
		].join('\n')
	};
}

async function deleteAnAccount({ email }: { email: string }): Promise<Said> {
	const { backend } = await openInstance();
	const refused = await removeAccount(backend, email);
	return refused === null ? { done: `The account of ${email} is deleted.` } : { refused };
}

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
	const name = positionals.join(' ');
	if (values.help || !Object.hasOwn(COMMANDS, name)) {
		console.error(USAGE);
		return values.help ? 0 : 2;
	}
	const { form, failed, run } = COMMANDS[name as keyof typeof COMMANDS];
	const checked = check(form, values);
	if (!checked.ok) {
		const lines = Object.entries(checked.errors).map(([name, error]) => `  --${name} ${error}`);
		console.error(`${failed}\n${lines.join('\n')}`);
		return 2;
	}
	const nowhere = emptyDataDir();
	if (nowhere !== null) {
		console.error(
			`${failed} No Waymark instance lives in ${nowhere}: set DATA_DIR to the directory of one.`
		);
		return 1;
	}
	const said = await run(checked.value as never);
	if ('refused' in said) {
		console.error(`${failed} ${said.refused}`);
		return 1;
	}
	console.log(said.done);
	return 0;
}

await runCommand(
	run,
	'While the server runs, it alone may write. Stop the server, run this, and start it again.'
);
