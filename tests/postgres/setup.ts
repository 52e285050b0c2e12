import type { TestProject } from 'vitest/node';
import { startServer } from './server.ts';

/** One server for the whole run; gone after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const server = await startServer();
	project.provide('socket', server.socket);
	return () => server.stop();
}
