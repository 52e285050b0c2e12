import { FULL } from '../../support/full.ts';
import {
	copyOf as copyOfTemplate,
	EMPTY,
	forget,
	made,
	type Template
} from '../../support/templates.ts';
import { startServer } from './app.ts';
import { newDirectory } from './directories.ts';

/**
 * Data directories that servers begin with: each gets a copy, so that none waits for the making of a
 * database and none sees what another test did.
 */

/** As a first start makes it; the demonstration's days are counted from today. */
const served = (name: string, DEMO: 'on' | 'off'): Template => ({
	name: `${name}-${new Date().toISOString().slice(0, 10)}`,
	madeOf: ['supabase', 'src', 'scripts'],
	async make(directory) {
		const server = await startServer(directory, { DEMO });
		const { code } = await server.stop();
		if (code !== 0) throw new Error(`The template ${name} was not made:\n${server.output}`);
	}
});

const TEMPLATES = {
	demonstration: served('demonstration', 'on'),
	empty: FULL ? served('served', 'off') : EMPTY
};
export type TemplateName = keyof typeof TEMPLATES;

/** Makes both where they are not made yet, and in a full run anew. */
export async function makeTemplates(): Promise<void> {
	const all = Object.values(TEMPLATES);
	if (FULL) all.forEach(forget);
	await Promise.all(all.map(made));
}

/** A new data directory that begins as the template. */
export async function copyOf(name: TemplateName): Promise<string> {
	return copyOfTemplate(TEMPLATES[name], await newDirectory(name));
}
