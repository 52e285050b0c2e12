import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startServer } from '../../postgres/server.ts';
import { platformSql, SUPERUSER } from './platform.ts';

/** One server for the whole run, with the roles of a hosted project; gone after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const server = await startServer(SUPERUSER);
	const sql = postgres({ host: server.socket, user: SUPERUSER, database: 'postgres', max: 1 });
	await sql.unsafe(platformSql('roles'));
	await sql.end();
	project.provide('socket', server.socket);
	return () => server.stop();
}
