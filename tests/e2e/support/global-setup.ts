import { ensureBuild } from '../../../scripts/build.ts';
import { startServer } from './app.ts';
import {
	makeRunDirectory,
	removeRunDirectory,
	templateDirectory,
	type Template
} from './directories.ts';

const DEMO: Record<Template, string> = { demonstration: 'on', empty: 'off' };

/** Builds the app and makes the two templates, once for the run; returns what cleans up after it. */
export default async function setUp(): Promise<() => Promise<void>> {
	ensureBuild();
	await makeRunDirectory();
	try {
		await Promise.all((Object.keys(DEMO) as Template[]).map(makeTemplate));
	} catch (error) {
		// The other template may still be in the making; the first failure is the one to tell of.
		await removeRunDirectory().catch(() => undefined);
		throw error;
	}
	return removeRunDirectory;
}

async function makeTemplate(template: Template): Promise<void> {
	const server = await startServer(templateDirectory(template), { DEMO: DEMO[template] });
	const { code } = await server.stop();
	if (code !== 0) throw new Error(`The template ${template} was not made:\n${server.output}`);
}
