/**
 * A process to kill: opens the data directory of the first argument and, given an account and a goal,
 * publishes updates until it is ended, printing the number of each once the database has answered.
 */
import { publicClient } from '../../src/lib/server/backend/backend.ts';
import { open } from '../support/open.ts';
import { PASSWORD } from '../support/database.ts';
import { publishUpdate } from '../support/world.ts';

const [directory, email, goal] = process.argv.slice(2);
const backend = await open(directory!);
console.log('open');
if (email && goal) {
	const client = publicClient(backend);
	const { error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
	if (error) throw error;
	for (;;) console.log(String((await publishUpdate(client, goal)).seq));
}
