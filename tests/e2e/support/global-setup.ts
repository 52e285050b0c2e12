import { ensureBuild } from '../../../scripts/build.ts';
import { makeRunDirectory, removeRunDirectory } from './directories.ts';
import { makeTemplates } from './templates.ts';

/** Builds the app and makes the templates; returns what cleans up after the run. */
export default async function setUp(): Promise<() => Promise<void>> {
	ensureBuild();
	await makeRunDirectory();
	try {
		await makeTemplates();
	} catch (error) {
		// The other template may still be in the making; the first failure is the one to tell of.
		await removeRunDirectory().catch(() => undefined);
		throw error;
	}
	return removeRunDirectory;
}
