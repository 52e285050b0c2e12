/** npm run operator -- COMMAND …: what whoever runs the instance does from the command line. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { key, shortText } from '../src/lib/record/parts.ts';
import { openInstance } from '../src/lib/server/instance.ts';
import { DirectoryInUse } from '../src/lib/server/backend/lock.ts';
import { loadSecrets } from '../src/lib/server/backend/secrets.ts';
import { environmentOfProcess, readConfig } from '../src/lib/server/config.ts';
import { operatorCommand } from '../src/lib/server/operator/operator-command.ts';
import { addLeader, removeAccount, signInLink } from '../src/lib/server/operator/operator.ts';
import { needsSetUp, setUpLink } from '../src/lib/server/people/set-up.ts';
import { emailField } from '../src/lib/drafts/people/account-form.ts';
import { check } from '../src/lib/drafts/form.ts';
import { emptyDataDir, runCommand } from './command-line.ts';

const USAGE = `Usage: npm run operator -- COMMAND
  add-leader --organization SLUG --email ADDRESS --name NAME
    makes somebody a leader of an organization that was imported, with an account where they have none
  delete-account --email ADDRESS
    deletes somebody's account and their address for good; what they did and published keeps their name
  sign-in-link --email ADDRESS
    prints a link that signs somebody in once, where no mail server can send it; it holds for ten minutes
  set-up-link
    prints the link that sets up the first leader of an instance that has none
Of an embedded instance, all but set-up-link need the server stopped.`;

const addressForm = z.object({ email: emailField });

const COMMANDS = {
	'add-leader': {
		form: z.object({ organization: key, email: emailField, name: shortText }),
		failed: 'Nobody was added.',
		run: addALeader
	},
	'delete-account': { form: addressForm, failed: 'Nothing was deleted.', run: deleteAnAccount },
	'sign-in-link': { form: addressForm, failed: 'No link was made.', run: makeSignInLink },
	'set-up-link': { form: z.object({}), failed: 'No link was made.', run: makeSetUpLink }
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
				? [
						'No mail server is configured, so no code can be sent. While the server is stopped, this',
						'makes a link instead, which holds for ten minutes:',
						`  ${operatorCommand(config, 'sign-in-link', '--email', email)}`
					]
				: [])
		].join('\n')
	};
}

async function deleteAnAccount({ email }: { email: string }): Promise<Said> {
	const { backend } = await openInstance();
	const refused = await removeAccount(backend, email);
	return refused === null ? { done: `The account of ${email} is deleted.` } : { refused };
}

async function makeSignInLink({ email }: { email: string }): Promise<Said> {
	const instance = await openInstance();
	const link = await signInLink(instance, email);
	if (!link) return { refused: `Nobody has an account of ${email}.` };
	return {
		done: [
			'This link signs in once, within ten minutes, whoever opens it:',
			`  ${link}`,
			...(instance.backend.kind === 'embedded' ? ['Start the server again before that.'] : [])
		].join('\n')
	};
}

/** Also while the server runs: the link is made from its secret key alone. */
async function makeSetUpLink(): Promise<Said> {
	if (await isSetUp())
		return {
			refused: 'Somebody can sign in already. Leaders invite others on the page Members.'
		};
	const config = readConfig(environmentOfProcess());
	const { secretKey } = config.hosted ?? loadSecrets(config.dataDir, false);
	return {
		done: `This link sets up the first leader, while nobody can sign in yet:\n  ${setUpLink(config, secretKey)}`
	};
}

/** Of an embedded instance whose server runs it is not known: the database is the server's. */
async function isSetUp(): Promise<boolean> {
	try {
		return !(await needsSetUp());
	} catch (error) {
		if (error instanceof DirectoryInUse) return false;
		throw error;
	}
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
