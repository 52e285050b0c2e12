import { DEMONSTRATION_PERSONS } from '../../drafts/people/demonstration.ts';
import type { Backend } from '../backend/backend.ts';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { operatorCommand } from './operator-command.ts';
import { needsSetUp, setUpLink } from '../people/set-up.ts';

type Instance = { config: Config; backend: Backend };

/** What the terminal says after the start: where the app is, who can sign in, and what it cannot send. */
export async function startNotes(instance: Instance): Promise<string[]> {
	const { config, backend } = instance;
	return [
		`\nWaymark is ready on ${config.linkOrigin}`,
		...(backend.demonstrationPassword
			? demonstrationNote(config)
			: [`  Sign in at ${config.linkOrigin}/workspace/sign-in`, ...mailNote(instance)]),
		...(await setUpNote(instance)),
		''
	];
}

function demonstrationNote({ host, linkOrigin }: Config): string[] {
	const width = Math.max(...DEMONSTRATION_PERSONS.map(({ name }) => name.length));
	return [
		'  This is a demonstration: anybody who reaches it can sign in, with one click, as',
		...DEMONSTRATION_PERSONS.map(
			({ name, role, about }) => `    ${name.padEnd(width)}  ${role.padEnd(11)}  ${about()}`
		),
		`  at ${linkOrigin}/workspace/sign-in. Start with DEMO=off and a fresh DATA_DIR for your own.`,
		...(host === null ? ['  Only this machine reaches it. HOST=0.0.0.0 lets others in.'] : [])
	];
}

function mailNote({ config, backend }: Instance): string[] {
	if (config.smtp) return [];
	if (backend.kind === 'hosted')
		return [
			'  No mail server is configured (SMTP_URL), so notices wait. Supabase sends sign-in e-mails itself.'
		];
	return [
		'  No mail server is configured (SMTP_URL), so neither sign-in codes nor notices can be sent.',
		'  Stop this server, make a link that signs in, and start it again within ten minutes:',
		`  ${operatorCommand(config, 'sign-in-link', '--email', 'ADDRESS')}`
	];
}

/** A log is kept and read by others: the link is shown to who sits at a terminal, and made by a command. */
async function setUpNote({ config, backend }: Instance): Promise<string[]> {
	try {
		if (!(await needsSetUp())) return [];
	} catch (error) {
		log().warn({ reason: String(error) }, 'it is not known whether the instance is set up');
		return [];
	}
	return process.stdout.isTTY
		? [
				'\nNobody can sign in yet. Set up the first leader (this link works once):',
				`  ${setUpLink(config, backend.secretKey)}`
			]
		: [
				'\nNobody can sign in yet. Make the link that sets up the first leader, which works once:',
				`  ${operatorCommand(config, 'set-up-link')}`,
				...(config.hosted ? ['  with the SUPABASE_… variables of this server.'] : [])
			];
}
