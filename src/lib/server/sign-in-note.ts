import { DEMONSTRATION_PERSONS } from '../workspace/demonstration.ts';
import type { Backend } from './backend/index.ts';
import type { Config } from './config.ts';

/** What the terminal says after the start about who can sign in. */
export function signInNote(config: Config, backend: Backend): string {
	if (!backend.demonstrationPassword)
		return `  Sign in at ${config.linkOrigin}/workspace/sign-in\n`;
	const width = Math.max(...DEMONSTRATION_PERSONS.map(({ name }) => name.length));
	return [
		'  This is a demonstration: anybody who reaches it can sign in, with one click, as',
		...DEMONSTRATION_PERSONS.map(
			({ name, role, about }) => `    ${name.padEnd(width)}  ${role.padEnd(11)}  ${about()}`
		),
		`  at ${config.linkOrigin}/workspace/sign-in. Start with DEMO=off and a fresh DATA_DIR for your own.`,
		''
	].join('\n');
}
